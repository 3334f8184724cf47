// A fiber walks a binary tree of depth n by recursion and yields every node's value. An operation is one node.
#include "stopwatch.h"
#include <fiber.h>

struct node {
  uint32_t value;
  struct node *left, *right;
};

static struct node *build(int depth, uint32_t value) {
  if (depth == 0) return NULL;
  struct node *node = malloc(sizeof *node);
  *node = (struct node){value & 1023, build(depth - 1, 2 * value), build(depth - 1, 2 * value + 1)};
  return node;
}

static void walk(const struct node *node) {
  if (node == NULL) return;
  walk(node->left);
  fiber_yield((void *)(uintptr_t)node->value);
  walk(node->right);
}

static void *values(void *tree) {
  walk(tree);
  return NULL;
}

int main(int argc, char **argv) {
  int depth = (int)stopwatch_size(argc, argv);
  struct node *tree = build(depth, 1);
  uint64_t sum = 0;
  fiber_result_t status;
  fiber_init();
  fiber_t fiber = fiber_alloc(values);
  stopwatch_start();
  for (void *value; value = fiber_resume(fiber, tree, &status), status == FIBER_YIELD;) sum += (uintptr_t)value;
  stopwatch_stop((1u << depth) - 1, "%llu", (unsigned long long)sum);
  fiber_free(fiber);
  fiber_finalize();
}
