// Growth: a stack that overflows its small slot moves to a big one.
//
// Big slots lie in a reservation of their own, WEFT_STACK_SIZE each (default 256 MiB, up to 1 GiB):
//
//   | guard 64 KiB | .................. frames, growing downwards |
//
// How a stack can move while it runs. The store or push that hit the guard is interrupted. The frames are copied, what
// points into them is changed by the distance, and the instruction runs again. What points into the frames?
//   - rsp, and rbp with the chain of saved frame pointers: every function keeps them (llc --frame-pointer=all);
//   - r11 while LLVM's inline probe of a big frame is under way: where rsp shall end;
//   - other registers, for a moment, when a vector is indexed in a temporary on the stack;
//   - nothing else, and this is what generated code and the few C helpers that run on these stacks have to keep: no
//     address of a local is taken, so none is ever in a frame, in linear memory or in a global. Long argument lists, results
//     and payloads travel in static buffers.
// References to the continuation are addresses of its weft_stack, which does not move.
// (Changing every word of the frames that looks like an address of the stack would allow locals with addresses, but it is
// wrong: half a stale pointer beside a live 32-bit number can look like one.)
//
// The move happens at most once in the life of a continuation, and takes some 10 microseconds.
//
// A big slot taken back keeps the memory of its upper MiB while few are pooled, so that a program whose goroutines all
// go a bit deeper than a small slot do not fault each page in again.
#define _GNU_SOURCE
#include "stack-growth.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MIB (1ul << 20)
#define GUARD (64ul << 10)
#define KEEP MIB      // at the top of a pooled slot, stagger (at most 8 pages) included
#define KEEP_WARM 32 // pooled big slots that keep memory
#define MIN_COLLECT 64
#define RED_ZONE 128

// A program may define it to change the default; WEFT_STACK_SIZE in the environment goes first.
__attribute__((weak)) uint64_t weft_stack_size = 256 * MIB;

static struct {
  char *base;
  uint64_t size; // of a slot
  uint64_t capacity, used;
  uint32_t *pooled; // slot numbers, last taken back first
  uint64_t pooled_count, pooled_room;
  uint64_t collect_at;
  uint64_t moves;
} big = {.collect_at = MIN_COLLECT};

// "64M", "1G", "262144" -> bytes; 0 when it is not a size.
uint64_t weft_parse_size(const char *text) {
  char *end;
  errno = 0;
  uint64_t n = strtoull(text, &end, 10);
  if (errno || end == text) return 0;
  int shift = *end == 'k' || *end == 'K' ? 10 : *end == 'm' || *end == 'M' ? 20 : *end == 'g' || *end == 'G' ? 30 : 0;
  if (shift) end++;
  return *end || n > UINT64_MAX >> shift ? 0 : n << shift;
}

static uint64_t wanted_size(void) {
  const char *text = getenv("WEFT_STACK_SIZE");
  if (!text || !*text) return weft_stack_size;
  uint64_t size = weft_parse_size(text);
  if (size < 128 << 10 || size > 1ul << 30) weft_fatal("WEFT_STACK_SIZE=%s: expected a size from 128K to 1G", text);
  return size;
}

void weft_growth_init(void) {
  uint64_t size = 128 << 10;
  while (size < wanted_size()) size <<= 1;
  big.size = size;
  // As many as there are small slots, or as address space allows.
  for (uint64_t bytes = 1ul << 46; !big.base; bytes /= 4) {
    if (bytes < 2 * size) weft_fatal("cannot reserve address space for stacks of %lu KiB: %s", size >> 10, strerror(errno));
    uint64_t most = size << 24;
    if (bytes > most) bytes = most;
    char *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) continue;
    madvise(p, bytes, MADV_NOHUGEPAGE);
    big.base = p;
    big.capacity = bytes / size;
  }
}

static char *big_low(uint64_t slot) { return big.base + slot * big.size; }
// Tops are staggered like those of small slots.
static char *big_top(uint64_t slot) { return big_low(slot) + big.size - slot * 37 % 8 * WEFT_PAGE - slot * 7 % 24 * 64; }

// A big slot's number + 1; 0 when there is none to be had. `context`: the signal handler's, or NULL.
static uint64_t take(const ucontext_t *context) {
  // Abandoned continuations may hold big slots. Look when as many are in use as twice what survived the last time.
  if (!big.pooled_count && context && big.used >= big.collect_at) {
    weft_collect_interrupted(context);
    uint64_t live = big.used - big.pooled_count;
    big.collect_at = live * 2 > MIN_COLLECT ? live * 2 : MIN_COLLECT;
  }
  if (big.pooled_count) return big.pooled[--big.pooled_count] + 1ul;
  if (big.used == big.capacity || !weft_install_guard(big_low(big.used), GUARD)) return 0;
  return ++big.used;
}

// Runs on the stack that is given back when it ends normally: its innermost frames are near the top, in the part that is kept.
void weft_big_give(uint64_t slot) {
  char *low = big_low(slot) + GUARD, *top = big_low(slot) + big.size;
  uint64_t kept = big.pooled_count < KEEP_WARM ? KEEP : 10 * WEFT_PAGE;
  if ((uint64_t)(top - low) > kept) madvise(low, (uint64_t)(top - low) - kept, MADV_DONTNEED);
  if (big.pooled_count == big.pooled_room) {
    uint64_t room = big.pooled_room ? big.pooled_room * 2 : 256;
    uint32_t *grown = realloc(big.pooled, room * sizeof *grown);
    if (!grown) return; // the slot is lost, nothing worse
    big.pooled = grown;
    big.pooled_room = room;
  }
  big.pooled[big.pooled_count++] = (uint32_t)slot;
}

weft_place weft_big_place(const void *address) {
  const char *p = address;
  if (p < big.base || p >= big.base + big.capacity * big.size) return WEFT_PLACE_NONE;
  return (uint64_t)(p - big.base) % big.size < GUARD ? WEFT_PLACE_GUARD : WEFT_PLACE_STACK;
}

static void adopt(weft_stack *stack, uint64_t number) {
  stack->big = number;
  stack->release |= 1;
  weft_place_frames(stack, big_top(number - 1), big_low(number - 1) + GUARD);
}

bool weft_stack_make_big(weft_stack *stack) {
  uint64_t number = take(NULL);
  if (number) adopt(stack, number);
  return number != 0;
}

// LLVM's inline stack probe walks rsp down to r11, a page at a time, with this store: movq $0, (%rsp).
static bool is_probe(const uint8_t *pc) {
  static const uint8_t store[8] = {0x48, 0xc7, 0x04, 0x24};
  return memcmp(pc, store, sizeof store) == 0;
}

// Finds the saved frame pointers of a stack, innermost first, from the interrupted rbp, and adds `distance` to those in the
// copy that lie `distance` higher. False when the chain does not lead to the stack's bottom.
static bool move_frame_pointers(uint64_t rbp, uint64_t low, uint64_t end, uint64_t distance) {
  for (uint64_t frame = rbp; frame >= low && frame < end - 8 && frame % 8 == 0;) {
    const uint64_t *saved = (const uint64_t *)frame;
    if (saved[1] == (uint64_t)weft_cont_base) return true; // the entry thunk's: saved[0] is nobody's frame
    if (saved[0] <= frame) return false;
    *(uint64_t *)(frame + distance) = saved[0] + distance;
    frame = saved[0];
  }
  return false;
}

bool weft_stack_grow(const void *address, ucontext_t *context) {
  weft_stack *stack = weft_pool_stack_of(address);
  greg_t *regs = context->uc_mcontext.gregs;
  if (!stack || stack != weft_current || stack->big) return false;
  const uint64_t low = (uint64_t)stack->low, end = (uint64_t)stack->base;
  const uint64_t rsp = (uint64_t)regs[REG_RSP], rbp = (uint64_t)regs[REG_RBP], r11 = (uint64_t)regs[REG_R11];
  const uint64_t lowest = low - weft_small_guard; // rsp may be in the guard, where a frame was opened but nothing written yet
  if (rsp < lowest || rsp >= end) return false;
  uint64_t number = take(context);
  if (!number) return false;
  const uint64_t top = (uint64_t)big_top(number - 1), distance = top - end;
  const uint64_t from = rsp > low + RED_ZONE ? (rsp - RED_ZONE) & -8ul : low;
  memcpy((void *)(from + distance), (void *)from, end - from);
  if (!move_frame_pointers(rbp, low, end, distance)) {
    weft_big_give(number - 1);
    return false;
  }
  adopt(stack, number);
  if (is_probe((uint8_t *)regs[REG_RIP]) && r11 <= rsp && r11 >= rsp - big.size) {
    regs[REG_R11] += (greg_t)distance;
  } else if (r11 >= lowest && r11 < end) {
    regs[REG_R11] += (greg_t)distance;
  }
  static const int others[] = {REG_R8, REG_R9, REG_R10, REG_R12, REG_R13, REG_R14, REG_R15, REG_RDI, REG_RSI, REG_RBP, REG_RBX, REG_RDX, REG_RAX, REG_RCX};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    uint64_t word = (uint64_t)regs[others[i]];
    if (word >= lowest && word < end) regs[others[i]] += (greg_t)distance;
  }
  regs[REG_RSP] += (greg_t)distance;
  big.moves++;
  return true;
}

void weft_growth_print_stats(void) {
  fprintf(stderr, "stacks: %lu big slots of %lu KiB made (room for %lu): %lu in use, %lu pooled; %lu stacks moved to one\n", big.used,
          big.size >> 10, big.capacity, big.used - big.pooled_count, big.pooled_count, big.moves);
}
