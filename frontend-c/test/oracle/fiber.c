// fiber.h on POSIX contexts: what the expected outputs of the fiber programs were made with (see bless in run.test.ts).
// Not part of the product.

#include <stdint.h>
#include <stdlib.h>
#include <ucontext.h>

#include "fiber.h"

enum { STACK = 1 << 20 };

struct fiber {
  ucontext_t context, resumer;
  struct fiber *parent;
  fiber_entry_point_t entry;
  void *value;
  int state; // 1 can be resumed, 2 running, 3 returned
};

static struct fiber *current;

void fiber_init(void) {}
void fiber_finalize(void) {}

static void run(unsigned low, unsigned high) {
  struct fiber *it = (struct fiber *)((uintptr_t)low | (uintptr_t)high << 32);
  it->value = it->entry(it->value);
  it->state = 3;
}

fiber_t fiber_alloc(fiber_entry_point_t entry) {
  struct fiber *it = calloc(1, sizeof *it);
  getcontext(&it->context);
  it->entry = entry;
  it->state = 1;
  it->context.uc_stack.ss_sp = malloc(STACK);
  it->context.uc_stack.ss_size = STACK;
  it->context.uc_link = &it->resumer;
  makecontext(&it->context, (void (*)(void))run, 2, (unsigned)(uintptr_t)it, (unsigned)((uintptr_t)it >> 32));
  return it;
}

void fiber_free(fiber_t it) {
  if (!it) return;
  free(it->context.uc_stack.ss_sp);
  free(it);
}

void *fiber_resume(fiber_t it, void *argument, fiber_result_t *status) {
  if (it->state != 1) {
    *status = FIBER_ERROR;
    return NULL;
  }
  it->parent = current;
  it->value = argument;
  it->state = 2;
  current = it;
  swapcontext(&it->resumer, &it->context);
  current = it->parent;
  *status = it->state == 3 ? FIBER_OK : FIBER_YIELD;
  return it->value;
}

void *fiber_yield(void *value) {
  struct fiber *it = current;
  it->value = value;
  it->state = 1;
  swapcontext(&it->context, &it->resumer);
  return it->value;
}
