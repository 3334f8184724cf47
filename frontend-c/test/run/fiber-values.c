// Values go both ways: the argument of each resume is what the yield returns.
#include <fiber.h>
#include <stdint.h>
#include <stdio.h>

static void *echo(void *first) {
  intptr_t sum = (intptr_t)first;
  for (int i = 0; i < 3; i++) {
    intptr_t got = (intptr_t)fiber_yield((void *)(sum * 10));
    printf("  fiber got %ld\n", (long)got);
    sum += got;
  }
  return (void *)sum;
}

int main(void) {
  fiber_init();
  fiber_t f = fiber_alloc(echo);
  fiber_result_t status;
  for (intptr_t i = 1; i <= 6; i++) {
    void *value = fiber_resume(f, (void *)i, &status);
    printf("%ld -> %ld, status %d\n", (long)i, (long)(intptr_t)value, status);
  }
  fiber_free(f);
  fiber_finalize();
  return 0;
}
