// A generator: a function that hands out values one at a time and keeps its place, its locals and its recursion between
// them. It runs on a fiber, which has a stack of its own.
//
//   weft run examples/c/generator.c

#include <fiber.h>
#include <stdio.h>

// All orders of `items`, found by recursion; each is yielded where it is complete.
static void permute(char *items, int count, int fixed) {
  if (fixed == count) {
    fiber_yield(items);
    return;
  }
  for (int i = fixed; i < count; i++) {
    char first = items[fixed];
    items[fixed] = items[i];
    items[i] = first;
    permute(items, count, fixed + 1);
    items[i] = items[fixed];
    items[fixed] = first;
  }
}

// What the fiber runs. The string is on the fiber's own stack: it stays there while the fiber is suspended.
static void *permutations(void *argument) {
  char items[] = "abc";
  permute(items, 3, 0);
  return argument;
}

int main(void) {
  fiber_init();
  fiber_t generator = fiber_alloc(permutations);
  fiber_result_t status;
  int count = 0;
  char *items = fiber_resume(generator, NULL, &status);
  while (status == FIBER_YIELD) {
    printf("%d: %s\n", ++count, items);
    items = fiber_resume(generator, NULL, &status);
  }
  printf("%d permutations\n", count);
  fiber_free(generator);
  fiber_finalize();
  return 0;
}
