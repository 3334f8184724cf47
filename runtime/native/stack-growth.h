// What stack-pool.c, trap.c and entry.c need of stack-growth.c.
#ifndef WEFT_STACK_GROWTH_H
#define WEFT_STACK_GROWTH_H

#include "runtime.h"

#include <ucontext.h>

extern uint64_t weft_small_guard; // bytes of guard below each small slot

void weft_growth_init(void);
// 64K, 16M, 1G or a number of bytes; 0 when it is none of these.
uint64_t weft_parse_size(const char *text);
// A big slot for a stack that has nothing on it yet (a root stack: C functions run on it, so it cannot move later).
// False when there is none to be had.
bool weft_stack_make_big(weft_stack *stack);
// In the signal handler: the fault at `address`, in a guard, came from a stack that ran out of its small slot. Moves it to a
// big slot and adjusts the interrupted registers; false when it is as big as it may get, or the fault is something else.
bool weft_stack_grow(const void *address, ucontext_t *context);
// Takes back a big slot.
void weft_big_give(uint64_t big);
weft_place weft_big_place(const void *address);
void weft_growth_print_stats(void);

// collect.c
uint64_t weft_collect_interrupted(const ucontext_t *context);

// stack-pool.c
bool weft_install_guard(char *low, uint64_t size);
void weft_place_frames(weft_stack *stack, void *base, void *low);

#endif
