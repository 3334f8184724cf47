// The collector of abandoned continuations, escaped exceptions, structures and arrays.
//
// A suspended or fresh continuation whose last reference was dropped holds a whole stack. References live in few places:
// native stacks, tables, globals, exceptions, bound arguments, fields of objects. Linear memory cannot hold them. So:
//
//   mark   from the running chain of stacks, the system stack and registers, the module's tables and roots, scan words;
//          each word that is the address of a live continuation, exception or object marks it, and what it owns is
//          looked at too: so cycles among the three are no obstacle.
//   sweep  every stack that was neither marked, pooled, given back nor running goes to the pool; exceptions and objects
//          without a mark are freed.
//
// Words on native stacks are only guesses, so a dead continuation may survive a while (a stale word on some stack), but a live
// one is never taken. Nothing moves. Called when a pool or the heap wants to grow: from a stub, on the
// system stack, or while a stack moves to a big slot, on the signal stack. Nothing it calls can have been interrupted: allocation
// only happens on the system stack.
//
// What can a reference look like? A contref begins with the address of the leaf in generated code, or of a cell that holds it
// (linearity in weft_abi.h), so that is somewhere: in a register, a spill slot, a table or a global. The compiler may keep the
// address of a field instead: any address inside a weft_stack, a cell, an exception or an object counts. A chain hangs together by leaf->parent up to leaf->top.
#define _GNU_SOURCE
#include "exception.h"
#include "objects.h"
#include "runtime.h"
#include "stack-growth.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// One bit per slot. `kept`: not garbage; `scanned`: its frames were looked at; `pooled`: nobody's.
static uint64_t *kept, *scanned, *pooled;

static bool test(const uint64_t *bits, uint64_t i) { return bits[i / 64] >> i % 64 & 1; }
static void set(uint64_t *bits, uint64_t i) { bits[i / 64] |= 1ul << i % 64; }

// What is marked but not scanned yet: addresses of stacks, exceptions and objects.
static struct {
  const void **items;
  uint64_t count, room;
} todo;

static void push(const void *item) {
  if (todo.count == todo.room) {
    todo.room = todo.room ? todo.room * 2 : 1024;
    todo.items = realloc(todo.items, todo.room * sizeof *todo.items);
    if (!todo.items) weft_fatal("out of memory in the collector");
  }
  todo.items[todo.count++] = item;
}

static bool in_pool(const void *p) { return (const char *)p >= weft_pool_begin && (const char *)p < weft_pool_end; }

// Stacks reached by a word. The running chain is kept from the start and needs no second look.
static uint64_t *reached;

static void mark_word(uint64_t word) {
  const void *p = (const void *)word;
  weft_object *object = weft_object_at(p);
  if (object) {
    if (weft_object_mark(object)) push(object);
    return;
  }
  if (in_pool(p)) {
    weft_stack *stack = weft_pool_stack_of(p);
    if (!stack || (uint64_t)p - (uint64_t)stack >= sizeof *stack || test(reached, stack->slot) || test(pooled, stack->slot)) return;
    set(reached, stack->slot);
    push(stack);
    return;
  }
  const void *leaf = weft_cells_mark(word);
  if (leaf) {
    if (in_pool(leaf)) mark_word((uint64_t)leaf);
    return;
  }
  weft_exn *exn = weft_exn_at(p);
  if (exn && !(exn->escaped & WEFT_EXN_MARKED)) {
    exn->escaped |= WEFT_EXN_MARKED;
    push(exn);
  }
}

static uint64_t scanned_words;

__attribute__((no_sanitize("address"))) static void scan(const void *from, const void *to) {
  const uint64_t *p = (const uint64_t *)((uint64_t)from & -8ul);
  if (p < (const uint64_t *)to) scanned_words += (uint64_t)((const uint64_t *)to - p);
  for (; p < (const uint64_t *)to; p++) mark_word(*p);
}

// Keeps a stack and scans its live part: from 128 bytes below its rsp (the red zone) up to its base.
static void keep(weft_stack *stack, const void *rsp) {
  set(kept, stack->slot);
  if (test(scanned, stack->slot)) return;
  set(scanned, stack->slot);
  const char *from = (const char *)rsp - 128;
  scan(from < (const char *)stack->low ? stack->low : from, stack->base);
  if (stack->bound) {
    const uint64_t *bound = (const uint64_t *)stack->bound; // rip, count, total, slots: see continuation.c
    scan(bound + 3, bound + 3 + bound[2]);
  }
}

// Keeps the captured chain that starts at a leaf. When the word that led here was stale, `leaf` may be in the middle of
// a chain, and its `top` and the links past the real top mean nothing: then the walk keeps some stacks too many. Such
// links can go round in a circle; the walker that stays behind (moved at powers of two) notices.
static void keep_chain(weft_stack *leaf) {
  weft_stack *behind = NULL;
  uint64_t steps = 0;
  for (weft_stack *stack = leaf; stack && stack != behind; stack = stack->parent) {
    if (test(pooled, stack->slot)) return;
    keep(stack, stack->rsp);
    if (stack == leaf->top) return;
    steps++;
    if ((steps & (steps - 1)) == 0) behind = stack;
  }
}

static void drain(void) {
  while (todo.count) {
    const void *item = todo.items[--todo.count];
    if (in_pool(item)) {
      keep_chain((weft_stack *)item);
    } else if (weft_objects_cover(item)) {
      weft_object_visit(item, mark_word);
    } else {
      const weft_exn *exn = item;
      scan(exn->payload, exn->payload + exn->tag->slots);
    }
  }
}

static void mark_module(void) {
  for (uint64_t i = 0; i < weft_module.root_count; i++) {
    const uint64_t *p = weft_module.roots[i].address;
    scan(p, p + weft_module.roots[i].words);
  }
  for (uint64_t i = 0; i < weft_module.table_count; i++) {
    const weft_table *table = &weft_module.tables[i];
    if (table->elem_kind != 'f') scan(table->base, table->base + table->size * table->elem_bytes);
  }
}

// Marks from a running chain; its innermost stack stopped at `rsp`.
static void mark_chain(weft_stack *innermost, const void *rsp) {
  for (weft_stack *stack = innermost; stack; stack = stack->parent) {
    set(reached, stack->slot);
    keep(stack, rsp);
    rsp = stack->parent ? stack->parent->rsp : NULL;
  }
}

// What weft_run_on leaves at weft_system_sp: who ran when the host function that runs wasm again was called.
typedef struct outer {
  const void *wasm_sp;
  weft_stack *current;
  const struct outer *system_sp;
} outer;

// Marks from all running chains, and scans what host functions between them have on the system stack.
static void mark_running(const void *rsp) {
  mark_chain(weft_current, rsp);
  for (const outer *o = weft_system_sp; o->current; o = o->system_sp) {
    mark_chain(o->current, o->wasm_sp);
    scan(o, o->system_sp);
  }
}

// `rsp`: where the running stack stopped; [from, to): what else to scan, registers and the like.
// Objects are freed only when `frees_objects`: generated code may just be taking one from a free list.
static uint64_t collect(const void *rsp, const void *from, const void *to, bool frees_objects) {
  scanned_words = 0;
  if (weft_trap_depth) return 0; // the chain that trapped is no longer the running one, and is needed for the backtrace
  uint64_t slots = weft_pool_slots();
  uint64_t words = slots / 64 + 1;
  uint64_t *bits = calloc(words * 4, sizeof *bits);
  if (!bits || !weft_cells_begin()) { // later then
    free(bits);
    return 0;
  }
  kept = bits;
  scanned = bits + words;
  pooled = bits + words * 2;
  reached = bits + words * 3;
  weft_pool_each_idle(pooled, set);
  weft_objects_begin();
  mark_running(rsp);
  scan(from, to);
  mark_module();
  drain();
  for (uint64_t slot = slots; slot-- > 0;)
    if (!test(kept, slot) && !test(pooled, slot)) weft_pool_reclaim(weft_pool_stack(slot));
  weft_exn_sweep();
  weft_cells_sweep();
  if (frees_objects) weft_objects_end();
  free(bits);
  return scanned_words;
}

// From a stub: the wasm stack stopped at weft_wasm_sp, C functions have pushed some callee-saved registers on the system
// stack, the others are in `registers`.
__attribute__((noinline)) uint64_t weft_collect(void) {
  jmp_buf registers;
  setjmp(registers);
  return collect(weft_wasm_sp, &registers, weft_system_sp, true);
}

// From the signal handler that lets a stack grow: nothing is pushed, all registers are in the context.
uint64_t weft_collect_interrupted(const ucontext_t *context) {
  uint64_t words[NGREG + sizeof(struct _libc_fpstate) / 8];
  memcpy(words, context->uc_mcontext.gregs, sizeof(gregset_t));
  memcpy(words + NGREG, context->uc_mcontext.fpregs, sizeof(struct _libc_fpstate));
  return collect((void *)context->uc_mcontext.gregs[REG_RSP], words, words + sizeof words / 8, false);
}
