// Fibers freed before they start and in the middle of their work, 20,000 times: their stacks are used again.
#include <fiber.h>
#include <stdint.h>
#include <stdio.h>

static int ends;

static void *inner(void *x) {
  fiber_yield(x);
  ends++;
  return x;
}

static void *middle(void *x) {
  fiber_t f = fiber_alloc(inner);
  fiber_result_t status;
  fiber_resume(f, x, &status);
  fiber_yield(f);
  ends++;
  return x;
}

int main(void) {
  fiber_init();
  long yields = 0;
  for (intptr_t i = 0; i < 20000; i++) {
    fiber_t never = fiber_alloc(inner), half = fiber_alloc(middle);
    fiber_result_t status;
    fiber_t child = fiber_resume(half, (void *)i, &status);
    yields += status == FIBER_YIELD;
    fiber_free(half);
    fiber_free(child);
    fiber_free(never);
  }
  printf("%ld yields, %d ends\n", yields, ends);
  fiber_finalize();
  return 0;
}
