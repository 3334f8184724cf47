// Backtraces through the whole running chain of stacks: frames of generated code keep rbp, so a frame is
// {saved rbp, return address} at rbp, and the bottom of each continuation's stack leads to its resumer.
#include "runtime.h"

#include <stdio.h>

#define FIRST 24 // frames printed before, and
#define LAST 8   // after the middle is left out

// The name of the module's function whose code holds pc, and where it starts; or NULL. Without a list in the module the ELF
// symbols serve. With one, in any order, the nearest start before pc counts, if the unwind tables do not say that another
// function (the runtime's) is there.
static const char *find_function(const void *pc, const void **start) {
  if (weft_module.symbol_count == 0) return weft_elf_function(pc, start);
  const weft_symbol *best = NULL;
  for (uint64_t i = 0; i < weft_module.symbol_count; i++) {
    const weft_symbol *s = &weft_module.symbols[i];
    if (s->code <= pc && (!best || s->code > best->code)) best = s;
  }
  if (!best) return NULL;
  const void *real = weft_unwind_function(pc);
  *start = best->code;
  return real && real != best->code ? NULL : best->name;
}

const char *weft_function_name(const void *pc) {
  const void *start;
  return find_function(pc, &start);
}

typedef struct trace {
  uint64_t count;
  const char *last[LAST]; // ring of the newest frames past FIRST
} trace;

static void print_line(const char *text) {
  if (text) fprintf(stderr, "    at %s\n", text);
  else fprintf(stderr, "    -- resumed by --\n");
}

// `name` NULL: the border between two stacks.
static void add(trace *t, const char *name) {
  if (t->count < FIRST) print_line(name);
  else t->last[t->count % LAST] = name;
  t->count++;
}

static void finish(trace *t) {
  if (t->count <= FIRST) return;
  uint64_t rest = t->count - FIRST;
  uint64_t shown = rest < LAST ? rest : LAST;
  if (rest > shown) fprintf(stderr, "    ... %lu more\n", rest - shown);
  for (uint64_t i = t->count - shown; i < t->count; i++) print_line(t->last[i % LAST]);
}

static void add_pc(trace *t, const void *pc) {
  const char *name = weft_function_name(pc);
  if (name) add(t, name);
}

// A frame pointer that can be followed: on a wasm stack, or on the part of the system stack that host calls use.
static bool is_frame(const void *fp) {
  if (!fp || (uint64_t)fp % 8) return false;
  if (weft_pool_place(fp) == WEFT_PLACE_STACK) return true;
  const char *here = __builtin_frame_address(0);
  return (const char *)fp > here && (void *)fp < weft_system_sp;
}

void weft_backtrace(const void *pc, const void *fp, const void *sp) {
  trace t = {0};
  weft_stack *stack = weft_current;
  add_pc(&t, pc);
  // Stopped before the function had made its frame: the caller is not in the chain yet.
  const void *start = pc;
  uint64_t into = find_function(pc, &start) ? (uint64_t)pc - (uint64_t)start : 2;
  if (into < 2 && is_frame((const char *)sp + 8 * into)) add_pc(&t, ((void **)sp)[into]);
  for (uint64_t limit = 1ul << 32; limit && is_frame(fp); limit--) {
    const void *const *frame = fp;
    const void *return_address = frame[1];
    if (return_address == weft_root_base) break;
    if (return_address == weft_cont_base) {
      stack = stack->parent;
      if (!stack) break;
      add(&t, NULL);
      add_pc(&t, stack->rip);
      fp = stack->rbp;
      continue;
    }
    add_pc(&t, (const char *)return_address - 1);
    fp = frame[0];
  }
  finish(&t);
}
