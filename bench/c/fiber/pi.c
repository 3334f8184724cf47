// A thousand fibers add up parts of the series of pi, n terms between two yields, fifty times. An operation is one yield.
#include "stopwatch.h"
#include <fiber.h>

enum { tasks = 1000, yields = 50 };

static double sums[tasks];
static long batch;

static void *task(void *argument) {
  uintptr_t number = (uintptr_t)argument;
  long first = (long)number * yields * batch;
  double sum = 0;
  for (int i = 0; i < yields; i++) {
    for (long k = first + i * batch; k < first + (i + 1) * batch; k++) sum += (k & 1 ? -4.0 : 4.0) / (double)(2 * k + 1);
    fiber_yield(NULL);
  }
  sums[number] = sum;
  return NULL;
}

int main(int argc, char **argv) {
  static fiber_t fibers[tasks];
  fiber_result_t status;
  double pi = 0;
  int running = tasks;
  batch = stopwatch_size(argc, argv);
  fiber_init();
  stopwatch_start();
  for (int i = 0; i < tasks; i++) fibers[i] = fiber_alloc(task);
  while (running > 0) {
    for (int i = 0; i < tasks; i++) {
      if (!fibers[i]) continue;
      fiber_resume(fibers[i], (void *)(uintptr_t)i, &status);
      if (status == FIBER_YIELD) continue;
      fiber_free(fibers[i]);
      fibers[i] = NULL;
      running--;
    }
  }
  for (int i = 0; i < tasks; i++) pi += sums[i];
  stopwatch_stop((uint64_t)tasks * yields, "%.6f", pi);
  fiber_finalize();
}
