// A fiber that resumes fibers: a yield goes to the nearest resumer, and each keeps its own C stack.
#include <fiber.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void *leaf(void *name) {
  char text[40];
  for (int i = 0; i < 2; i++) {
    snprintf(text, sizeof text, "%s%d", (char *)name, i);
    fiber_yield(text);
  }
  return "leaf end";
}

static void *branch(void *name) {
  char left[20], right[20], line[100];
  snprintf(left, sizeof left, "%s.left", (char *)name);
  snprintf(right, sizeof right, "%s.right", (char *)name);
  fiber_t l = fiber_alloc(leaf), r = fiber_alloc(leaf);
  fiber_result_t status = FIBER_YIELD;
  while (status == FIBER_YIELD) {
    char *a = fiber_resume(l, left, &status);
    char *b = fiber_resume(r, right, &status);
    snprintf(line, sizeof line, "%s + %s", a, b);
    fiber_yield(line);
  }
  fiber_free(l);
  fiber_free(r);
  return "branch end";
}

int main(void) {
  fiber_init();
  fiber_t a = fiber_alloc(branch), b = fiber_alloc(branch);
  fiber_result_t sa, sb;
  do {
    char *x = fiber_resume(a, "a", &sa);
    printf("%d: %s\n", sa, x);
    char *y = fiber_resume(b, "b", &sb);
    printf("%d: %s\n", sb, y);
  } while (sa == FIBER_YIELD || sb == FIBER_YIELD);
  fiber_free(a);
  fiber_free(b);
  fiber_finalize();
  return 0;
}
