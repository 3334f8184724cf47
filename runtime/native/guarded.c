// Running wasm so that its end is not the end of the process: a trap comes back as a code.
//
// Guards nest as weft_run_on does: a host function may run wasm again, under a guard of its own. A trap ends what the
// innermost guard runs. The continuations that were running there are pooled at once; suspended ones that only they knew
// are left to the collector.
#include "runtime.h"

#include <setjmp.h>

typedef struct guard {
  jmp_buf place;
  struct guard *outer;
  void *system_sp, *wasm_sp;
  weft_stack *current;
  int32_t code;
} guard;

static guard *innermost;

bool weft_is_guarded(void) { return innermost != NULL; }

void weft_end_guarded(int32_t code) {
  innermost->code = code;
  longjmp(innermost->place, 1);
}

// No continuation of the failed run can be resumed again: their references were consumed when they began to run.
static void pool_running(const weft_stack *root) {
  for (weft_stack *stack = weft_current; stack && stack != root;) {
    weft_stack *parent = stack->parent;
    weft_pool_reclaim(stack);
    stack = parent;
  }
}

int32_t weft_guarded(weft_stack *stack, void (*fn)(void *), void *arg) {
  guard g = {.outer = innermost, .system_sp = weft_system_sp, .wasm_sp = weft_wasm_sp, .current = weft_current};
  innermost = &g;
  weft_on_trap = weft_end_guarded;
  if (setjmp(g.place) == 0) {
    weft_run_on(stack, fn, arg);
  } else {
    pool_running(stack);
    weft_system_sp = g.system_sp;
    weft_wasm_sp = g.wasm_sp;
    weft_current = g.current;
  }
  innermost = g.outer;
  if (!innermost) weft_on_trap = NULL;
  return g.code;
}
