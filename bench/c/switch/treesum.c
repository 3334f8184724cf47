// A fiber walks a binary tree of depth n by recursion and hands every node's value over by a switch. An operation is a node.
#include "stopwatch.h"
#include <fiber_switch.h>

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

static fiber_t consumer;
static const uintptr_t end = ~(uintptr_t)0;

static void walk(const struct node *node) {
  if (node == NULL) return;
  walk(node->left);
  fiber_switch(consumer, (void *)(uintptr_t)node->value, &consumer);
  walk(node->right);
}

static void *values(void *tree, fiber_t from) {
  consumer = from;
  walk(tree);
  fiber_switch_return(consumer, (void *)end);
  return NULL;
}

static void *program(int argc, char **argv) {
  int depth = (int)stopwatch_size(argc, argv);
  struct node *tree = build(depth, 1);
  uint64_t sum = 0;
  fiber_t walker = fiber_alloc(values);
  stopwatch_start();
  for (uintptr_t value; (value = (uintptr_t)fiber_switch(walker, tree, &walker)) != end;) sum += value;
  stopwatch_stop((1u << depth) - 1, "%llu", (unsigned long long)sum);
  fiber_free(walker);
  return NULL;
}

int main(int argc, char **argv) { fiber_main(program, argc, argv); }
