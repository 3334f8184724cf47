// The slow halves of the continuation operations: searching handlers past the first clause, cont.bind. The fast
// halves are in fx.ll; states and ownership are described above struct weft_stack in weft_abi.h.
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

weft_stack *weft_current;

// First stack from `cur` outwards whose resumer has a clause with this key; traps when there is none. Starts where
// the last search for this key ended, if cur remembers that, and leaves the result there; takes the memos from the stacks that it
// passes (see weft_stack in weft_abi.h). Runs on the continuation's own stack: a loop without calls.
weft_found weft_find_handler(weft_stack *cur, const void *key) {
  weft_stack *s = cur->memo && (cur->memo == key || cur->memo2 == key) ? cur->top : cur;
  for (;;) {
    for (const weft_handler *h = s->handlers; h->key; h++) {
      if (h->key != key) continue;
      if (s != cur->top || !cur->memo) {
        cur->memo2 = NULL;
        cur->top = s;
        cur->memo = key;
      } else if (cur->memo != key) {
        cur->memo2 = cur->memo;
        cur->memo = key;
      }
      return (weft_found){s, h->code};
    }
    s = s->parent;
    if (!s) weft_trap(WEFT_TRAP_UNHANDLED);
    s->memo = NULL;
  }
}

// Arguments bound by cont.bind. While count > 0 the continuation's rip is weft_bound_start (stack-switch.S); when it is
// resumed that puts the bound slots before those just passed, then jumps to `rip`.
//
// slots[0, count) are bound; `total` is how many the target expects. The array has room for `total`: weft_bound_merge
// completes it there, and what does not fit in registers is read from there by the target. Owned by the stack,
// freed with the next cont.bind on it or when it is pooled.
typedef struct weft_bound {
  void *rip;      // 0: used by stack-switch.S
  uint64_t count; // 8
  uint64_t total;
  uint64_t slots[];
} weft_bound;

extern char weft_bound_start[];

// weft_cont_bind, on the system stack.
void weft_cont_bind_slow(weft_stack *k, const uint64_t *slots, uint64_t count, uint64_t remaining) {
  if (count == 0) return;
  weft_bound *old = k->bound;
  uint64_t before = old ? old->count : 0;
  uint64_t total = before + count + remaining;
  weft_bound *bound = malloc(sizeof *bound + total * sizeof(uint64_t));
  if (!bound) weft_fatal("out of memory for bound arguments");
  bound->rip = before ? old->rip : k->rip;
  bound->count = before + count;
  bound->total = total;
  if (before) memcpy(bound->slots, old->slots, before * sizeof(uint64_t));
  memcpy(bound->slots + before, slots, count * sizeof(uint64_t));
  free(old);
  k->bound = bound;
  k->rip = weft_bound_start;
  k->release |= 2; // so that pooling frees `bound`
}

// Called by weft_bound_start on the resumed stack. `regs` are the arrived p0..p4; they become those the target expects.
// Returns where the target goes on.
void *weft_bound_merge(weft_bound *bound, uint64_t regs[5]) {
  uint64_t given = bound->total - bound->count;
  const uint64_t *rest = (const uint64_t *)regs[4];
  for (uint64_t i = 0; i < given; i++)
    bound->slots[bound->count + i] = given <= 5 || i < 4 ? regs[i] : rest[i - 4];
  for (uint64_t i = 0; i < 5 && i < bound->total; i++) regs[i] = bound->slots[i];
  if (bound->total > 5) regs[4] = (uint64_t)(bound->slots + 4);
  bound->count = 0;
  return bound->rip;
}
