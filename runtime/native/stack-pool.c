// The pool of stacks.
//
// One reservation (PROT_READ|PROT_WRITE, MAP_NORESERVE) is cut into slots of equal size. Nothing in it costs memory until
// it is touched: that is how a stack grows. A slot, from low to high addresses:
//
//   low                                                                                  low + slot size
//   | guard 64 KiB | ....... usable, grows downwards ....... | tripwire | .. | frames | weft_stack | stagger |
//
// Guards are installed when a slot is first used and stay. With MADV_GUARD_INSTALL (Linux 6.13) a guard is a mark in the
// page tables and the reservation remains one mapping; without it a guard is an mprotect'ed hole, two mappings each, and
// vm.max_map_count limits how many stacks there can be.
//
// Page tables. Slot boundaries lie in the middle of 2 MiB regions, so the guard of one slot and the top of the one
// below share a page-table page: a parked stack costs one page of frames and one page-table page.
//
// Stagger. Tops that all have the same low address bits fight for the same cache sets and TLB sets. So each slot's top is
// moved down by a number of cache lines and pages that depends on the slot number.
//
// Tripwire. A guard-marked range 256 KiB below the top. The first frame that reaches it faults once; the signal handler
// takes the mark away and sets `release`. So a stack that stayed shallow is pooled with a few instructions (fx.ll),
// and one that went deep gives its memory back on the way.
//
// Free lists. weft_free: LIFO, linked through the stacks themselves, most recently used first. `cold`: slot numbers
// whose memory was given back after a peak. Their headers are gone; revisions go on from `revision_floor`, which is above
// every revision such a slot ever had.
#define _GNU_SOURCE
#include "runtime.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE 103
#endif

#define MIB (1ul << 20)
#define GUARD (64ul << 10)
#define TRIPWIRE_DEPTH (256ul << 10)
#define TRIPWIRE GUARD
#define MIN_COLLECT 4096
#define REGION (2 * MIB) // what one page-table page covers

const weft_handler weft_no_handlers[1];
weft_stack *weft_free;
char *weft_pool_begin, *weft_pool_end;

// A program may define it to change the default; WEFT_STACK_SIZE in the environment goes first.
__attribute__((weak)) uint64_t weft_stack_size = 64 * MIB;

static struct {
  char *base;
  uint64_t slot_size;
  uint64_t capacity;
  uint64_t used;          // slots [0, used) have been handed out at least once
  uint64_t collect_at;    // look for abandoned stacks when this many are in use
  uint64_t revision_floor;
  bool guard_by_madvise;
  bool tripwires;
  bool taken_since_idle;
  uint32_t *cold;
  uint64_t cold_count, cold_room;
  // figures for WEFT_STACKS=stats
  uint64_t guards, trips, trimmed, reclaimed, collections;
} pool;

// Bytes between a slot's end and the end of its weft_stack.
static uint64_t stagger(uint64_t slot) {
  uint64_t pages = pool.slot_size >= REGION ? 128 : pool.slot_size / 16 / WEFT_PAGE;
  uint64_t by_pages = pages ? slot * 37 % pages * WEFT_PAGE : 0;
  return by_pages + slot * 7 % 24 * 64;
}

static char *slot_low(uint64_t slot) { return pool.base + slot * pool.slot_size; }

weft_stack *weft_pool_stack(uint64_t slot) {
  return (weft_stack *)(slot_low(slot) + pool.slot_size - stagger(slot)) - 1;
}

uint64_t weft_pool_slots(void) { return pool.used; }

static char *tripwire(uint64_t slot) {
  uint64_t top = (uint64_t)weft_pool_stack(slot);
  return (char *)((top - TRIPWIRE_DEPTH) & -WEFT_PAGE);
}

// "64M", "1G", "262144" -> bytes; 0 when it is not a size.
static uint64_t parse_size(const char *text) {
  char *end;
  errno = 0;
  uint64_t n = strtoull(text, &end, 10);
  if (errno || end == text) return 0;
  if (*end == 'k' || *end == 'K') n <<= 10, end++;
  else if (*end == 'm' || *end == 'M') n <<= 20, end++;
  else if (*end == 'g' || *end == 'G') n <<= 30, end++;
  return *end ? 0 : n;
}

static uint64_t wanted_slot_size(void) {
  uint64_t size = weft_stack_size;
  const char *text = getenv("WEFT_STACK_SIZE");
  if (text && *text) {
    size = parse_size(text);
    if (size < 128 << 10 || size > 1ul << 30) weft_fatal("WEFT_STACK_SIZE=%s: expected a size from 128K to 1G", text);
  }
  uint64_t power = 128 << 10;
  while (power < size) power <<= 1;
  return power;
}

void weft_pool_init(void) {
  pool.slot_size = wanted_slot_size();
  // User addresses have 47 bits; leave an eighth for everything else. When the system refuses, halve.
  for (uint64_t bytes = 7ul << 44; bytes >= 16 * pool.slot_size; bytes -= bytes > 1ul << 46 ? 1ul << 44 : bytes / 2) {
    uint64_t limit = pool.slot_size << 31; // slot numbers fit easily
    uint64_t size = bytes < limit ? bytes : limit;
    char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) continue;
    madvise(p, size, MADV_NOHUGEPAGE); // a 2 MiB page per stack would be the end of cheap stacks
    uint64_t start = ((uint64_t)p + REGION - 1) / REGION * REGION + REGION / 2;
    pool.base = (char *)start;
    pool.capacity = ((uint64_t)p + size - start) / pool.slot_size;
    weft_pool_begin = pool.base;
    weft_pool_end = pool.base + pool.capacity * pool.slot_size;
    break;
  }
  if (!pool.base) weft_fatal("cannot reserve address space for stacks: %s", strerror(errno));
  pool.guard_by_madvise = madvise(pool.base, WEFT_PAGE, MADV_GUARD_INSTALL) == 0;
  pool.tripwires = pool.guard_by_madvise && pool.slot_size >= 4 * TRIPWIRE_DEPTH;
  pool.revision_floor = 1;
  pool.collect_at = MIN_COLLECT;
}

// The part of weft_stack_take that makes a slot usable for the first time.
static bool install_guards(uint64_t slot) {
  char *low = slot_low(slot);
  if (pool.guard_by_madvise) {
    if (madvise(low, GUARD, MADV_GUARD_INSTALL) != 0) return false;
    if (pool.tripwires && madvise(tripwire(slot), TRIPWIRE, MADV_GUARD_INSTALL) != 0) return false;
  } else if (mprotect(low, GUARD, PROT_NONE) != 0) {
    return false;
  }
  pool.guards++;
  return true;
}

static WEFT_COLD WEFT_NORETURN void no_more_stacks(void) {
  int error = errno;
  fprintf(stderr, "weft: cannot make more than %lu stacks: ", pool.used);
  if (pool.used >= pool.capacity)
    fprintf(stderr, "the address space reserved for slots of %lu KiB is full; a smaller WEFT_STACK_SIZE gives more\n", pool.slot_size >> 10);
  else if (!pool.guard_by_madvise && error == ENOMEM)
    fprintf(stderr, "vm.max_map_count is reached (this kernel has no MADV_GUARD_INSTALL, so each stack takes two mappings; Linux 6.13 lifts the limit, so does sysctl vm.max_map_count)\n");
  else
    fprintf(stderr, "%s\n", strerror(error));
  weft_trap(WEFT_TRAP_STACKS_EXHAUSTED);
  __builtin_unreachable();
}

// Writes a header into a slot whose memory is all zero.
static weft_stack *init_stack(uint64_t slot) {
  weft_stack *stack = weft_pool_stack(slot);
  stack->revision = pool.revision_floor;
  stack->handlers = weft_no_handlers;
  stack->top = stack;
  stack->slot = (uint32_t)slot;
  stack->low = slot_low(slot) + GUARD;
  ((void **)stack)[-1] = weft_cont_base;
  return stack;
}

// The slow path of cont.new: the free list is empty. Runs on the system stack (host-call.S makes weft_stack_take of it).
weft_stack *weft_stack_take_slow(void) {
  pool.taken_since_idle = true;
  // Here nothing is pooled: every slot is in use or abandoned. Look for abandoned ones when their number has doubled.
  uint64_t in_use = pool.used - pool.cold_count;
  if (weft_wasm_sp && (in_use >= pool.collect_at || pool.used >= pool.capacity)) {
    uint64_t before = pool.reclaimed;
    weft_collect();
    pool.collections++;
    uint64_t live = in_use - (pool.reclaimed - before);
    pool.collect_at = live > MIN_COLLECT / 2 ? live * 2 : MIN_COLLECT;
    if (weft_free) {
      weft_stack *stack = weft_free;
      weft_free = stack->next_free;
      return stack;
    }
  }
  if (pool.cold_count) return init_stack(pool.cold[--pool.cold_count]);
  if (pool.used >= pool.capacity || !install_guards(pool.used)) no_more_stacks();
  return init_stack(pool.used++);
}

// Gives back what lies below the top pages of a stack that crossed its tripwire.
static void trim(weft_stack *stack) {
  char *keep = tripwire(stack->slot) + TRIPWIRE;
  madvise(stack->low, (uint64_t)(keep - (char *)stack->low), MADV_DONTNEED);
  if (pool.tripwires) madvise(tripwire(stack->slot), TRIPWIRE, MADV_GUARD_INSTALL);
  pool.trimmed++;
}

// Pools a stack of any kind. Called from fx.ll's slow paths, the unwinder and the collector; the stack may be the one that
// is running (fx.ll's return), with its frames still needed for a moment: only memory far below them goes.
void weft_stack_release(weft_stack *stack) {
  if (stack->release & 1) trim(stack);
  stack->release = 0;
  stack->func = NULL;
  if (stack->bound) {
    free(stack->bound);
    stack->bound = NULL;
  }
  stack->next_free = weft_free;
  weft_free = stack;
}

void weft_pool_reclaim(weft_stack *stack) {
  stack->revision++;
  pool.reclaimed++;
  weft_stack_release(stack);
}

void weft_pool_each_idle(uint64_t *bits, void (*visit)(uint64_t *bits, uint64_t slot)) {
  for (weft_stack *s = weft_free; s; s = s->next_free) visit(bits, s->slot);
  for (uint64_t i = 0; i < pool.cold_count; i++) visit(bits, pool.cold[i]);
  if (weft_spare_stack) visit(bits, weft_spare_stack->slot);
}

weft_place weft_pool_place(const void *address) {
  const char *p = address;
  if (!pool.base || p < pool.base || p >= weft_pool_end) return WEFT_PLACE_NONE;
  uint64_t slot = (uint64_t)(p - pool.base) / pool.slot_size;
  if (p < slot_low(slot) + GUARD) return WEFT_PLACE_GUARD;
  if (pool.tripwires && slot < pool.used && p >= tripwire(slot) && p < tripwire(slot) + TRIPWIRE) return WEFT_PLACE_TRIPWIRE;
  return WEFT_PLACE_STACK;
}

weft_stack *weft_pool_stack_of(const void *address) {
  const char *p = address;
  if (p < pool.base) return NULL;
  uint64_t slot = (uint64_t)(p - pool.base) / pool.slot_size;
  return slot < pool.used ? weft_pool_stack(slot) : NULL;
}

void weft_pool_trip(const void *address) {
  weft_stack *stack = weft_pool_stack_of(address);
  madvise(tripwire(stack->slot), TRIPWIRE, MADV_GUARD_REMOVE);
  stack->release |= 1;
  pool.trips++;
}

// After a peak: keep the first 1,024 pooled stacks (and as many as are in use anyway stay untouched), give the rest back.
void weft_pool_idle(void) {
  if (!pool.taken_since_idle || pool.used < 4096) return;
  pool.taken_since_idle = false;
  weft_stack *last = weft_free;
  for (int kept = 1; last && kept < 1024; kept++) last = last->next_free;
  if (!last) return;
  weft_stack *next = last->next_free;
  last->next_free = NULL;
  while (next) {
    weft_stack *stack = next;
    next = stack->next_free;
    if (pool.cold_count == pool.cold_room) {
      uint64_t room = pool.cold_room ? pool.cold_room * 2 : 4096;
      uint32_t *grown = realloc(pool.cold, room * sizeof *grown);
      if (!grown) { // cannot note it: keep it pooled
        stack->next_free = weft_free;
        weft_free = stack;
        continue;
      }
      pool.cold = grown;
      pool.cold_room = room;
    }
    uint64_t slot = stack->slot;
    if (stack->revision >= pool.revision_floor) pool.revision_floor = stack->revision + 1;
    char *low = slot_low(slot) + GUARD;
    madvise(low, pool.slot_size - GUARD, MADV_DONTNEED);
    pool.cold[pool.cold_count++] = (uint32_t)slot;
    pool.trimmed++;
  }
}

void weft_pool_print_stats(void) {
  uint64_t pooled = 0;
  for (weft_stack *s = weft_free; s; s = s->next_free) pooled++;
  fprintf(stderr,
          "stacks: %lu slots of %lu KiB used of %lu, %lu pooled, %lu given back\n"
          "stacks: guards by %s, %lu installed; %lu went deep, %lu trims; %lu collections reclaimed %lu\n",
          pool.used, pool.slot_size >> 10, pool.capacity, pooled, pool.cold_count,
          pool.guard_by_madvise ? "MADV_GUARD_INSTALL" : "mprotect", pool.guards, pool.trips, pool.trimmed,
          pool.collections, pool.reclaimed);
}
