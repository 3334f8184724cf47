// A fiber hands the numbers from 1 to n to another one, by switches. An operation is one number.
#include "stopwatch.h"
#include <fiber_switch.h>

static void *numbers(void *argument, fiber_t consumer) {
  uint32_t n = (uint32_t)(uintptr_t)argument;
  for (uint32_t i = 1; i <= n; i++) fiber_switch(consumer, (void *)(uintptr_t)i, &consumer);
  fiber_switch_return(consumer, NULL);
  return NULL;
}

static void *program(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  uint64_t sum = 0;
  fiber_t producer = fiber_alloc(numbers);
  stopwatch_start();
  for (void *value; (value = fiber_switch(producer, (void *)(uintptr_t)n, &producer));) sum += (uintptr_t)value;
  stopwatch_stop(n, "%llu", (unsigned long long)sum);
  fiber_free(producer);
  return NULL;
}

int main(int argc, char **argv) { fiber_main(program, argc, argv); }
