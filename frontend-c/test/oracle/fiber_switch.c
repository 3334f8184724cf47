// fiber_switch.h on POSIX contexts, for the expected outputs. Not part of the product.

#include <stdint.h>
#include <stdlib.h>
#include <ucontext.h>

#include "fiber_switch.h"

enum { STACK = 1 << 20 };

struct fiber {
  ucontext_t context;
  fiber_entry_point_t entry;
  void *value;
};

static struct fiber *current, *from;
static ucontext_t outside;
static void *result;

static void start(void) {
  result = current->entry(current->value, from);
  setcontext(&outside);
}

fiber_t fiber_alloc(fiber_entry_point_t entry) {
  struct fiber *it = calloc(1, sizeof *it);
  getcontext(&it->context);
  it->entry = entry;
  it->context.uc_stack.ss_sp = malloc(STACK);
  it->context.uc_stack.ss_size = STACK;
  makecontext(&it->context, start, 0);
  return it;
}

void fiber_free(fiber_t it) {
  if (it) free(it->context.uc_stack.ss_sp);
  free(it);
}

void *fiber_switch(fiber_t target, void *argument, fiber_t *switched_from) {
  struct fiber *self = current;
  target->value = argument;
  from = self;
  current = target;
  swapcontext(&self->context, &target->context);
  *switched_from = from;
  return self->value;
}

void fiber_switch_return(fiber_t target, void *argument) {
  target->value = argument;
  from = current;
  current = target;
  setcontext(&target->context);
}

static void *(*program)(int, char **);
static int count;
static char **arguments;

static void start_program(void) {
  result = program(count, arguments);
  setcontext(&outside);
}

void *fiber_main(void *(*main)(int, char **), int argc, char **argv) {
  program = main;
  count = argc;
  arguments = argv;
  current = fiber_alloc(0);
  makecontext(&current->context, start_program, 0);
  volatile int back = 0;
  getcontext(&outside);
  if (!back) {
    back = 1;
    setcontext(&current->context);
  }
  return result;
}
