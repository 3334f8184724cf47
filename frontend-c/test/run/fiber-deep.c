// Deep recursion of calls without C stack of their own, in a fiber: the calls live on the continuation's stack.
#include <fiber.h>
#include <stdint.h>
#include <stdio.h>

static int64_t sum(int64_t n) {
  if (n == 0) return (intptr_t)fiber_yield((void *)1);
  return n + sum(n - 1) % 1000003;
}

static void *deep(void *n) { return (void *)(intptr_t)sum((intptr_t)n); }

int main(void) {
  fiber_init();
  fiber_t f = fiber_alloc(deep);
  fiber_result_t status;
  long at_bottom = (long)(intptr_t)fiber_resume(f, (void *)3000, &status);
  printf("%ld %d\n", at_bottom, status);
  long result = (long)(intptr_t)fiber_resume(f, (void *)5, &status);
  printf("%ld %d\n", result, status);
  fiber_free(f);
  fiber_finalize();
  return 0;
}
