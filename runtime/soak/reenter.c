// The host function of overflow.wat: runs the export `continuation` on a root stack of its own.
#include "../native/runtime.h"
#include "../native/stack-growth.h"

static void run(void *slots) { weft_find_export("continuation")->thunk(slots); }

void weft_host_soak_reenter(uint64_t lead) {
  weft_stack *root = weft_stack_take_slow();
  if (!weft_stack_make_big(root)) weft_fatal("no stack for the host function");
  weft_run_on(root, run, &lead);
  weft_stack_release_slow(root);
}
