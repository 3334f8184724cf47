// Backtraces through the whole running chain of stacks: frames of generated code keep rbp, so a frame is
// {saved rbp, return address} at rbp, and the bottom of each continuation's stack leads to its resumer.
#include "runtime.h"

#include <stdio.h>

#define FIRST 24 // frames printed before, and
#define LAST 8   // after the middle is left out

// The name of the module's function whose code holds pc, and where it starts; or NULL. Without a list in the module the ELF
// symbols serve. With one, in any order, the nearest start before pc counts, if the unwind tables do not say that another
// function (the runtime's) is there.
const char *weft_function_at(const void *pc, const void **start) {
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
  return weft_function_at(pc, &start);
}

// ---- the walk ------------------------------------------------------------------------------------------------------

// A frame pointer that can be followed: on a wasm stack, or on the part of the system stack that host calls use.
static bool is_frame(const void *fp) {
  if (!fp || (uint64_t)fp % 8) return false;
  if (weft_pool_place(fp) == WEFT_PLACE_STACK) return true;
  const char *here = __builtin_frame_address(0);
  return (const char *)fp > here && (void *)fp < weft_system_sp;
}

// Says false to end a walk. `pc` NULL: the border between two stacks.
typedef bool visitor(void *state, const void *pc);

// Visits the callers from frame fp outwards, through the chain of stacks that begins with `stack`. False: the visitor did not
// want to go on.
static bool walk_callers(const void *fp, weft_stack *stack, visitor *visit, void *state) {
  for (uint64_t limit = 1ul << 32; limit && is_frame(fp); limit--) {
    const void *const *frame = fp;
    const void *return_address = frame[1];
    if (return_address == weft_root_base) return true;
    if (return_address == weft_cont_base) {
      stack = stack->parent;
      if (!stack) return true;
      if (!visit(state, NULL) || !visit(state, stack->rip)) return false;
      fp = stack->rbp;
      continue;
    }
    if (!visit(state, (const char *)return_address - 1)) return false;
    fp = frame[0];
  }
  return true;
}

// The same beginning with the frame that has stopped at pc.
static bool walk(const void *pc, const void *fp, const void *sp, weft_stack *stack, visitor *visit, void *state) {
  if (!visit(state, pc)) return false;
  // Stopped before the function had made its frame: the caller is not in the chain yet.
  const void *start = pc;
  uint64_t into = weft_function_at(pc, &start) ? (uint64_t)pc - (uint64_t)start : 2;
  if (into < 2 && is_frame((const char *)sp + 8 * into) && !visit(state, ((const char **)sp)[into] - 1)) return false;
  return walk_callers(fp, stack, visit, state);
}

// ---- return addresses for the module -------------------------------------------------------------------------------

typedef struct pc_list {
  uint32_t *pcs;
  uint64_t count, max;
} pc_list;

static bool note(void *state, const void *pc) {
  pc_list *list = state;
  if (!pc || list->count == list->max) return false;
  list->pcs[list->count++] = (uint32_t)(uint64_t)pc + 1;
  return true;
}

uint64_t weft_stack_pcs(const void *fp, uint32_t *pcs, uint64_t max) {
  pc_list list = {pcs, 0, max};
  const weft_trapped *t = &weft_trapped_at;
  if (walk_callers(fp, weft_current, note, &list) && t->pc) walk(t->pc, t->fp, t->sp, t->stack, note, &list);
  return list.count;
}

// ---- printing ------------------------------------------------------------------------------------------------------

#define MAX_INLINED 32

typedef struct trace {
  uint64_t count;
  const void *last[LAST]; // ring of the newest frames past FIRST
} trace;

// A frame with what is inlined in it, one a line. `pc` NULL: the border between two stacks.
static void print_lines(const void *pc) {
  if (!pc) {
    fprintf(stderr, "    -- resumed by --\n");
    return;
  }
  weft_frame frames[MAX_INLINED];
  int count = weft_frames_at(pc, frames, MAX_INLINED);
  for (int i = 0; i < count; i++) {
    const weft_frame *f = &frames[i];
    fprintf(stderr, "    at %.*s", (int)f->name_length, f->name);
    if (f->file) fprintf(stderr, " (%.*s:%u)", (int)f->file_length, f->file, f->line);
    fprintf(stderr, "\n");
  }
}

static bool add(void *state, const void *pc) {
  trace *t = state;
  if (pc && !weft_function_name(pc)) return true;
  if (t->count < FIRST) print_lines(pc);
  else t->last[t->count % LAST] = pc;
  t->count++;
  return true;
}

static void finish(trace *t) {
  if (t->count <= FIRST) return;
  uint64_t rest = t->count - FIRST;
  uint64_t shown = rest < LAST ? rest : LAST;
  if (rest > shown) fprintf(stderr, "    ... %lu more\n", rest - shown);
  for (uint64_t i = t->count - shown; i < t->count; i++) print_lines(t->last[i % LAST]);
}

void weft_backtrace(const void *pc, const void *fp, const void *sp) {
  trace t = {0};
  walk(pc, fp, sp, weft_current, add, &t);
  finish(&t);
}
