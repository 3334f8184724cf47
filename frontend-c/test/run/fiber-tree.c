// Yields from deep inside a recursion.
#include <fiber.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct tree { int value; struct tree *left, *right; } tree;

static tree *insert(tree *t, int value) {
  if (!t) {
    t = calloc(1, sizeof *t);
    t->value = value;
  } else if (value < t->value) t->left = insert(t->left, value);
  else t->right = insert(t->right, value);
  return t;
}

static void walk(tree *t) {
  if (!t) return;
  walk(t->left);
  fiber_yield(&t->value);
  walk(t->right);
}

static void *walker(void *t) {
  walk(t);
  return NULL;
}

int main(void) {
  fiber_init();
  tree *a = NULL, *b = NULL;
  unsigned seed = 7;
  for (int i = 0; i < 1000; i++) {
    seed = seed * 1103515245 + 12345;
    int value = seed >> 16 & 1023;
    a = insert(a, value);
    b = insert(b, 1023 - value);
  }
  // Two walks at once: merge the sorted sequences.
  fiber_t wa = fiber_alloc(walker), wb = fiber_alloc(walker);
  fiber_result_t sa, sb;
  int *x = fiber_resume(wa, a, &sa), *y = fiber_resume(wb, b, &sb);
  long count = 0, hash = 0;
  int last = -1;
  while (x || y) {
    int value;
    if (!y || (x && *x <= *y)) value = *x, x = fiber_resume(wa, NULL, &sa);
    else value = *y, y = fiber_resume(wb, NULL, &sb);
    if (value < last) return printf("not sorted\n"), 1;
    last = value;
    count++;
    hash = (hash * 31 + value) % 1000003;
  }
  printf("%ld values, hash %ld, %d %d\n", count, hash, sa, sb);
  fiber_free(wa);
  fiber_free(wb);
  fiber_finalize();
  return 0;
}
