// A fiber that has returned, and one that resumes itself: FIBER_ERROR and NULL.
#include <fiber.h>
#include <stdio.h>

static fiber_t self;

static void *selfish(void *x) {
  fiber_result_t status;
  void *got = fiber_resume(self, x, &status);
  printf("itself: %d %d\n", status, got == NULL);
  return x;
}

int main(void) {
  fiber_init();
  fiber_result_t status;
  self = fiber_alloc(selfish);
  fiber_resume(self, "x", &status);
  printf("first: %d\n", status);
  void *got = fiber_resume(self, "x", &status);
  printf("second: %d %d\n", status, got == NULL);
  fiber_free(self);
  fiber_free(NULL);
  fiber_finalize();
  return 0;
}
