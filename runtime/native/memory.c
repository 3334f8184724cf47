// Linear memories. A 32-bit memory is a reservation of 8 GiB and a bit, of which [0, bytes) is accessible: every effective
// address (32-bit index + 32-bit offset) falls inside it, so generated code does not check and a fault becomes a trap.
// A 64-bit memory reserves what it may grow to and is checked by generated code.
#define _GNU_SOURCE
#include "runtime.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#define MAX_PAGES32 65536ul
#define SMALL_PAGES (8ul << 20) // beyond this, 2 MiB pages where the system allows: a large heap is 15 % faster to walk
#define RESERVE64 (1ul << 38) // 256 GiB for a 64-bit memory without a smaller maximum

static void *reserve(void *at, uint64_t size) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (at ? MAP_FIXED_NOREPLACE : 0);
  void *p = mmap(at, size, PROT_NONE, flags, -1, 0);
  if (p != MAP_FAILED && at && p != at) { // an old kernel took the address as a hint
    munmap(p, size);
    return MAP_FAILED;
  }
  return p;
}

static void init_memory(weft_memory *memory) {
  uint64_t size = WEFT_MEMORY_RESERVE;
  void *at = NULL;
  if (memory->is64) {
    uint64_t pages = memory->max_pages < RESERVE64 / WEFT_WASM_PAGE ? memory->max_pages : RESERVE64 / WEFT_WASM_PAGE;
    if (pages < memory->min_pages) weft_fatal("a memory of %lu pages is too large", memory->min_pages);
    size = (pages ? pages : 1) * WEFT_WASM_PAGE;
  } else if (memory->is_memory0) {
    at = (void *)WEFT_MEMORY0_BASE;
  }
  void *base = reserve(at, size);
  if (base == MAP_FAILED) weft_fatal("cannot reserve %lu MiB of address space for a memory: %s", size >> 20, strerror(errno));
  if (size > SMALL_PAGES) madvise((char *)base + SMALL_PAGES, size - SMALL_PAGES, MADV_HUGEPAGE);
  memory->base = base;
  memory->reserved = size;
  memory->bytes = memory->min_pages * WEFT_WASM_PAGE;
  if (memory->bytes && mprotect(base, memory->bytes, PROT_READ | PROT_WRITE) != 0)
    weft_fatal("cannot make a memory of %lu pages: %s", memory->min_pages, strerror(errno));
}

void weft_memories_init(void) {
  for (uint64_t i = 0; i < weft_module.memory_count; i++) init_memory(&weft_module.memories[i]);
}

bool weft_memory_covers(const void *address) {
  for (uint64_t i = 0; i < weft_module.memory_count; i++) {
    const weft_memory *memory = &weft_module.memories[i];
    if (memory->base && (uint64_t)address - (uint64_t)memory->base < memory->reserved) return true;
  }
  return false;
}

void *weft_guest(uint32_t address, uint64_t size) {
  if (weft_module.memory_count == 0) return NULL;
  const weft_memory *memory = &weft_module.memories[0];
  if (size > memory->bytes || address > memory->bytes - size) return NULL;
  return memory->base + address;
}

// memory.grow, on the system stack.
int64_t weft_memory_grow_slow(weft_memory *memory, uint64_t delta) {
  uint64_t pages = memory->bytes / WEFT_WASM_PAGE;
  uint64_t limit = memory->is64 ? memory->reserved / WEFT_WASM_PAGE : MAX_PAGES32;
  if (memory->max_pages < limit) limit = memory->max_pages;
  if (delta > limit - pages) return -1;
  if (delta && mprotect(memory->base + memory->bytes, delta * WEFT_WASM_PAGE, PROT_READ | PROT_WRITE) != 0) return -1;
  memory->bytes += delta * WEFT_WASM_PAGE;
  return (int64_t)pages;
}

// True when [at, at + size) lies in [0, limit).
static bool fits(uint64_t at, uint64_t size, uint64_t limit) { return size <= limit && at <= limit - size; }

void weft_memory_copy(weft_memory *dst, weft_memory *src, uint64_t to, uint64_t from, uint64_t size) {
  if (!fits(to, size, dst->bytes) || !fits(from, size, src->bytes)) weft_trap(WEFT_TRAP_MEMORY);
  memmove(dst->base + to, src->base + from, size);
}

void weft_memory_fill(weft_memory *memory, uint64_t to, uint32_t byte, uint64_t size) {
  if (!fits(to, size, memory->bytes)) weft_trap(WEFT_TRAP_MEMORY);
  memset(memory->base + to, (int)(byte & 0xff), size);
}

void weft_memory_init(weft_memory *memory, const weft_segment *data, uint64_t to, uint64_t from, uint64_t size) {
  if (!fits(to, size, memory->bytes) || !fits(from, size, data->size)) weft_trap(WEFT_TRAP_MEMORY);
  memcpy(memory->base + to, data->bytes + from, size);
}
