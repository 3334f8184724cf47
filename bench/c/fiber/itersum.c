// A fiber yields the numbers from 1 to n, which are added up. An operation is one number.
#include "stopwatch.h"
#include <fiber.h>

static void *numbers(void *argument) {
  uint32_t n = (uint32_t)(uintptr_t)argument;
  for (uint32_t i = 1; i <= n; i++) fiber_yield((void *)(uintptr_t)i);
  return NULL;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  uint64_t sum = 0;
  fiber_result_t status;
  fiber_init();
  fiber_t fiber = fiber_alloc(numbers);
  stopwatch_start();
  for (void *value; value = fiber_resume(fiber, (void *)(uintptr_t)n, &status), status == FIBER_YIELD;)
    sum += (uintptr_t)value;
  stopwatch_stop(n, "%llu", (unsigned long long)sum);
  fiber_free(fiber);
  fiber_finalize();
}
