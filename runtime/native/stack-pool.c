// The pool of stacks.
//
// Every stack starts in a small slot. Small slots lie side by side in one reservation (PROT_READ|PROT_WRITE,
// MAP_NORESERVE): nothing in it costs memory until it is touched. A slot, from low to high addresses:
//
//   | guard 8 KiB | ........ frames, growing downwards | weft_stack | stagger |        60 KiB in all
//
// Two pages of guard are enough: generated code touches each page of a large frame in order, a smaller frame ends less than a
// page below the last word written, and leaf functions use at most 128 bytes below that. (Four pages cost 0.25 us more.)
//
// A stack that runs into its guard moves to a big slot (stack-growth.c) and goes on there; its weft_stack, which is what
// references point to, stays. So a parked goroutine costs one page and 1/34 of a page-table page, and deep recursion
// has the whole of WEFT_STACK_SIZE. (With slots of 64 MiB for everybody each stack took two pages of page tables, and
// going round 100,000 of them took 560 ns a step instead of 235: a page-table walk misses the cache at each level.)
//
// Guards are installed when a slot is first used and stay. With MADV_GUARD_INSTALL (Linux 6.13) a guard is a mark in the
// page tables and the reservation remains one mapping; without it a guard is an mprotect'ed hole, two mappings each, and
// vm.max_map_count limits how many stacks there can be.
//
// Stagger. Tops that all have the same low address bits fight for the same cache sets and TLB sets. A slot has an odd number of
// pages, which spreads the page numbers; within its page each top is moved down by some cache lines.
//
// Free lists. weft_free: LIFO, linked through the stacks themselves, most recently used first. `cold`: slot numbers
// whose memory was given back after a peak. Their headers are gone; revisions go on from `revision_floor`, which is above
// every revision such a slot ever had.
#define _GNU_SOURCE
#include "runtime.h"
#include "stack-growth.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE 103
#endif

#define SLOT (15 * WEFT_PAGE)
#define MIN_COLLECT 4096
#define WIPE_BELOW 512 // bytes below the frames of an abandoned stack

const weft_handler weft_no_handlers[1];
weft_stack *weft_free;
char *weft_pool_begin, *weft_pool_end;
uint64_t weft_small_guard = 2 * WEFT_PAGE;

static struct {
  uint64_t capacity;
  bool is_limited;        // by WEFT_STACK_MEMORY
  uint64_t used;          // slots [0, used) have been handed out at least once
  uint64_t collect_at;    // look for abandoned stacks when this many are in use
  uint64_t live;          // how many were in use, and not abandoned, the last time
  uint64_t revision_floor;
  bool guard_by_madvise;
  bool taken_since_idle;
  uint32_t *cold;
  uint64_t cold_count, cold_room;
  // For WEFT_STACKS=stats.
  uint64_t given_back, reclaimed, collections;
  double collecting; // seconds
} pool;

static char *slot_low(uint64_t slot) { return weft_pool_begin + slot * SLOT; }

weft_stack *weft_pool_stack(uint64_t slot) {
  return (weft_stack *)(slot_low(slot) + SLOT - slot * 7 % 24 * 64) - 1;
}

uint64_t weft_pool_slots(void) { return pool.used; }

// WEFT_STACK_MEMORY: what stacks may take at most. A small one takes a page.
static void limit_memory(void) {
  const char *text = getenv("WEFT_STACK_MEMORY");
  if (!text || !*text) return;
  uint64_t bytes = weft_parse_size(text);
  if (bytes < 64 * WEFT_PAGE) weft_fatal("WEFT_STACK_MEMORY=%s: expected a size from 256K", text);
  if (bytes / WEFT_PAGE < pool.capacity) pool.capacity = bytes / WEFT_PAGE;
  pool.is_limited = true;
}

#define LOOK_EVERY (1ul << 16)           // new stacks: 256 MiB
#define KEEP_FREE (LOOK_EVERY * 2 * WEFT_PAGE)

// Without a limit: whether the machine has memory for more. When it has not, the kernel ends a process that uses much, perhaps
// another one; so a program that makes stacks without end is stopped before.
static bool memory_is_left(void) {
  if (pool.is_limited || pool.used == 0 || pool.used % LOOK_EVERY != 0) return true;
  char text[512] = "";
  int fd = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return true;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  const char *available = n > 0 ? strstr(text, "MemAvailable:") : NULL;
  return !available || strtoull(available + strlen("MemAvailable:"), NULL, 10) << 10 > KEEP_FREE;
}

void weft_pool_init(void) {
  // Room for 16 million stacks. When address space is limited, take less than what is left: others need some too.
  for (uint64_t bytes = 900ul << 30; !weft_pool_begin; bytes /= 4) {
    if (bytes < 64 * SLOT) weft_fatal("cannot reserve address space for stacks: %s", strerror(errno));
    char *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) continue;
    madvise(p, bytes, MADV_NOHUGEPAGE); // a 2 MiB page for a few small stacks would be the end of cheap ones
    pool.capacity = bytes / SLOT;
    weft_pool_begin = p;
    weft_pool_end = p + pool.capacity * SLOT;
  }
  limit_memory();
  const char *guards = getenv("WEFT_GUARDS"); // mprotect: as on an older kernel
  bool old = guards && strcmp(guards, "mprotect") == 0;
  pool.guard_by_madvise = !old && madvise(weft_pool_begin, WEFT_PAGE, MADV_GUARD_INSTALL) == 0;
  const char *growth = getenv("WEFT_GROWTH"); // early: for tests, so that stacks move all the time
  if (growth && strcmp(growth, "early") == 0) weft_small_guard = SLOT - WEFT_PAGE;
  pool.revision_floor = 1;
  pool.collect_at = MIN_COLLECT;
  weft_growth_init();
}

// Takes away all access to a range; false when a limit of the system is reached.
bool weft_install_guard(char *low, uint64_t size) {
  return pool.guard_by_madvise ? madvise(low, size, MADV_GUARD_INSTALL) == 0 : mprotect(low, size, PROT_NONE) == 0;
}

static WEFT_COLD WEFT_NORETURN void no_more_stacks(void) {
  int error = errno;
  fprintf(stderr, "weft: cannot make more than %lu stacks: ", pool.used);
  if (pool.used >= pool.capacity)
    fprintf(stderr, pool.is_limited ? "WEFT_STACK_MEMORY is reached\n" : "the address space reserved for them is full\n");
  else if (!memory_is_left())
    fprintf(stderr, "the machine has no memory for more\n");
  else if (!pool.guard_by_madvise && error == ENOMEM)
    fprintf(stderr, "vm.max_map_count is reached (this kernel has no MADV_GUARD_INSTALL, so each stack takes two mappings; Linux 6.13 lifts the limit, so does sysctl vm.max_map_count)\n");
  else
    fprintf(stderr, "%s\n", strerror(error));
  weft_trap(WEFT_TRAP_STACKS_EXHAUSTED);
  __builtin_unreachable();
}

// Says where a stack's frames are: they start below `base`. Lowest in the frame of reference of a fresh stack
// (rsp = base - 24): the return address; above it the way back to the header, for debuggers (stack-switch.S).
void weft_place_frames(weft_stack *stack, void *base, void *low) {
  stack->base = base;
  stack->low = low;
  ((void **)base)[-2] = stack;
  ((void **)base)[-3] = weft_cont_base;
}

// Writes a header into a slot whose memory is all zero.
static weft_stack *init_stack(uint64_t slot) {
  weft_stack *stack = weft_pool_stack(slot);
  stack->revision = pool.revision_floor;
  stack->handlers = weft_no_handlers;
  stack->top = stack;
  stack->slot = (uint32_t)slot;
  weft_place_frames(stack, stack, slot_low(slot) + weft_small_guard);
  return stack;
}

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Pools abandoned stacks, and sets when to look again.
static void reclaim_abandoned(uint64_t in_use) {
  uint64_t before = pool.reclaimed;
  double start = seconds();
  uint64_t words = weft_collect();
  pool.collecting += seconds() - start;
  pool.collections++;
  pool.live = in_use - (pool.reclaimed - before);
  // Where hardly anything was abandoned, wait longer. And a large table should not be scanned for a few stacks.
  uint64_t wait = pool.live * (pool.live > in_use / 8 * 7 ? 4 : 2), worth = wait > words / 64 ? wait : words / 64;
  pool.collect_at = worth > MIN_COLLECT ? worth : MIN_COLLECT;
}

static weft_stack *pop_free(void) {
  weft_stack *stack = weft_free;
  weft_free = stack->next_free;
  return stack;
}

// The slow path of cont.new: the free list is empty. Runs on the system stack (host-call.S makes weft_stack_take of it).
// C functions that want a stack of their own come here too.
weft_stack *weft_idle_roots;

weft_stack *weft_stack_take_slow(void) {
  pool.taken_since_idle = true;
  if (weft_free) return pop_free();
  // Here nothing is pooled: every slot is in use or abandoned. Look for abandoned ones when their number has doubled.
  uint64_t in_use = pool.used - pool.cold_count;
  const bool is_full = pool.cold_count == 0 && (pool.used >= pool.capacity || !memory_is_left());
  if (weft_wasm_sp && (in_use >= pool.collect_at || is_full)) {
    reclaim_abandoned(in_use);
    if (weft_free) return pop_free();
  }
  if (pool.cold_count) return init_stack(pool.cold[--pool.cold_count]);
  if (is_full || !weft_install_guard(slot_low(pool.used), weft_small_guard)) no_more_stacks();
  return init_stack(pool.used++);
}

// Pools a stack of any kind. Called from fx.ll's slow paths (through the stub weft_stack_release), the unwinder and the
// collector; the stack may be the one that is running (fx.ll's return), with its innermost frames still needed for a moment.
void weft_stack_release_slow(weft_stack *stack) {
  if (stack->big) {
    weft_big_give(stack->big - 1);
    stack->big = 0;
    weft_place_frames(stack, stack, slot_low(stack->slot) + weft_small_guard);
  }
  stack->release = 0;
  stack->func = NULL;
  if (stack->bound) {
    free(stack->bound);
    stack->bound = NULL;
  }
  stack->next_free = weft_free;
  weft_free = stack;
}

// Its frames are wiped: the next life may leave gaps between what it writes, and old references in them would hold others.
void weft_pool_reclaim(weft_stack *stack) {
  stack->revision++;
  pool.reclaimed++;
  if (!stack->big) {
    const char *rsp = (char *)stack->rsp - WIPE_BELOW;
    char *from = rsp < (char *)stack->low || rsp > (char *)stack->base ? stack->low : (char *)rsp;
    memset(from, 0, (uint64_t)((char *)stack->base - 24 - from));
  }
  weft_stack_release_slow(stack);
}

void weft_pool_each_idle(uint64_t *bits, void (*visit)(uint64_t *bits, uint64_t slot)) {
  for (weft_stack *s = weft_free; s; s = s->next_free) visit(bits, s->slot);
  for (uint64_t i = 0; i < pool.cold_count; i++) visit(bits, pool.cold[i]);
  for (weft_stack *s = weft_idle_roots; s; s = s->next_free) visit(bits, s->slot);
  if (weft_spare_stack) visit(bits, weft_spare_stack->slot);
}

weft_place weft_pool_place(const void *address) {
  const char *p = address;
  if (p < weft_pool_begin || p >= weft_pool_end) return weft_big_place(address);
  return (uint64_t)(p - weft_pool_begin) % SLOT < weft_small_guard ? WEFT_PLACE_GUARD : WEFT_PLACE_STACK;
}

weft_stack *weft_pool_stack_of(const void *address) {
  const char *p = address;
  if (p < weft_pool_begin || p >= weft_pool_end) return NULL;
  uint64_t slot = (uint64_t)(p - weft_pool_begin) / SLOT;
  return slot < pool.used ? weft_pool_stack(slot) : NULL;
}

// After a peak: keep the first 1,024 pooled stacks, give the memory of the others back. Those that were abandoned during the
// peak too, if there can be as many of them as of others.
void weft_pool_idle(void) {
  if (!pool.taken_since_idle || pool.used < 4096) return;
  pool.taken_since_idle = false;
  uint64_t in_use = pool.used - pool.cold_count;
  for (weft_stack *s = weft_free; s; s = s->next_free) in_use--;
  if (in_use < pool.live) pool.live = in_use; // some have ended since
  if (in_use >= MIN_COLLECT && in_use >= pool.live * 2) reclaim_abandoned(in_use);
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
    madvise(slot_low(slot) + weft_small_guard, SLOT - weft_small_guard, MADV_DONTNEED); // guards stay
    pool.cold[pool.cold_count++] = (uint32_t)slot;
    pool.given_back++;
  }
}

// WEFT_STACKS=stats. A slot is made once, then taken from the list of pooled stacks again and again; those are not counted,
// because taking and giving back are a few instructions of generated code.
void weft_pool_print_stats(void) {
  uint64_t pooled = 0;
  for (weft_stack *s = weft_free; s; s = s->next_free) pooled++;
  uint64_t in_use = pool.used - pooled - pool.cold_count;
  fprintf(stderr, "stacks: %lu slots of %lu KiB made (room for %lu): %lu in use, %lu pooled, %lu without memory\n", pool.used, SLOT >> 10,
          pool.capacity, in_use, pooled, pool.cold_count);
  fprintf(stderr, "stacks: guards of %lu KiB by %s; memory of %lu given back after peaks\n", weft_small_guard >> 10,
          pool.guard_by_madvise ? "MADV_GUARD_INSTALL" : "mprotect", pool.given_back);
  fprintf(stderr, "stacks: %lu abandoned ones reclaimed by %lu collections in %.1f ms\n", pool.reclaimed, pool.collections, pool.collecting * 1e3);
  weft_growth_print_stats();
}
