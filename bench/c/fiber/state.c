// A fiber counts down a number that it can only reach by asking who resumes it. An operation is one question.
#include "stopwatch.h"
#include <fiber.h>

static const uintptr_t get = ~(uintptr_t)0;

static void *countdown(void *argument) {
  (void)argument;
  for (uintptr_t left; (left = (uintptr_t)fiber_yield((void *)get)) > 0;) fiber_yield((void *)(left - 1));
  return NULL;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  uintptr_t state = (uintptr_t)n;
  uint64_t questions = 0;
  fiber_result_t status;
  fiber_init();
  fiber_t fiber = fiber_alloc(countdown);
  stopwatch_start();
  for (void *answer = NULL;; questions++) {
    uintptr_t asked = (uintptr_t)fiber_resume(fiber, answer, &status);
    if (status != FIBER_YIELD) break;
    if (asked != get) state = asked;
    answer = (void *)state;
  }
  stopwatch_stop(questions, "%lu %llu", (unsigned long)state, (unsigned long long)questions);
  fiber_free(fiber);
  fiber_finalize();
}
