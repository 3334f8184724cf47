// The first n primes: every prime is a fiber that is asked of each number whether it divides it. An operation is a question.
#include "stopwatch.h"
#include <fiber.h>

// The first argument is the prime; every further one is a number to answer for.
static void *filter(void *argument) {
  uintptr_t prime = (uintptr_t)argument;
  uintptr_t number = (uintptr_t)fiber_yield(NULL);
  for (;;) number = (uintptr_t)fiber_yield((void *)(uintptr_t)(number % prime == 0));
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv), found = 0;
  fiber_t *filters = calloc(n, sizeof *filters);
  uint64_t questions = 0;
  uintptr_t number = 1;
  fiber_result_t status;
  fiber_init();
  stopwatch_start();
  while (found < n) {
    number++;
    int divided = 0;
    for (long i = 0; i < found && !divided; i++, questions++)
      divided = (int)(uintptr_t)fiber_resume(filters[i], (void *)number, &status);
    if (divided) continue;
    filters[found] = fiber_alloc(filter);
    fiber_resume(filters[found++], (void *)number, &status);
  }
  stopwatch_stop(questions, "%lu %llu", (unsigned long)number, (unsigned long long)questions);
  for (long i = 0; i < n; i++) fiber_free(filters[i]);
  fiber_finalize();
}
