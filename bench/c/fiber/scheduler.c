// Ten workers take turns through a queue, n turns in all. An operation is one turn.
#include "stopwatch.h"
#include <fiber.h>

enum { workers = 10 };

static long turns, left;

static void *worker(void *argument) {
  uintptr_t share = (uintptr_t)argument;
  for (uintptr_t i = 0; i < share; i++) {
    turns++;
    fiber_yield(NULL);
  }
  left--;
  return NULL;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  fiber_t queue[workers];
  int head = 0, length = 0;
  fiber_result_t status;
  fiber_init();
  left = workers;
  stopwatch_start();
  while (length < workers) queue[length++] = fiber_alloc(worker);
  while (length > 0) {
    fiber_t next = queue[head];
    head = (head + 1) % workers;
    length--;
    fiber_resume(next, (void *)(uintptr_t)(n / workers), &status);
    if (status == FIBER_YIELD)
      queue[(head + length++) % workers] = next;
    else
      fiber_free(next);
  }
  stopwatch_stop((uint64_t)turns, "%ld %ld", turns, left);
  fiber_finalize();
}
