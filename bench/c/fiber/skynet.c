// A tree of fibers: each starts ten, down to n leaves, which yield their numbers up to be added. An operation is a leaf.
#include "stopwatch.h"
#include <fiber.h>

struct part {
  uint32_t first, size;
};

static void *skynet(void *argument) {
  struct part part = *(struct part *)argument;
  uint64_t sum = 0;
  fiber_t children[10];
  fiber_result_t status;
  if (part.size == 1) {
    sum = part.first;
  } else {
    struct part child = {part.first, part.size / 10};
    for (int i = 0; i < 10; i++) children[i] = fiber_alloc(skynet);
    for (int i = 0; i < 10; i++, child.first += child.size) {
      uint64_t *result = fiber_resume(children[i], &child, &status);
      sum += *result;
      fiber_resume(children[i], NULL, &status);
      fiber_free(children[i]);
    }
  }
  fiber_yield(&sum);
  return NULL;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  struct part all = {0, (uint32_t)n};
  fiber_result_t status;
  fiber_init();
  stopwatch_start();
  fiber_t root = fiber_alloc(skynet);
  uint64_t *sum = fiber_resume(root, &all, &status);
  stopwatch_stop(n, "%llu", (unsigned long long)*sum);
  fiber_resume(root, NULL, &status);
  fiber_free(root);
  fiber_finalize();
}
