// Tables: a reservation each, so that the base never moves when they grow. Elements are 8 bytes, contrefs 16; zero is null.
#define _GNU_SOURCE
#include "runtime.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#define MAX_ELEMENTS (1ul << 26) // what a table without a smaller maximum can grow to

static bool fits(uint64_t at, uint64_t size, uint64_t limit) { return size <= limit && at <= limit - size; }

void weft_tables_init(void) {
  for (uint64_t i = 0; i < weft_module.table_count; i++) {
    weft_table *table = &weft_module.tables[i];
    uint64_t elements = table->max < MAX_ELEMENTS ? table->max : MAX_ELEMENTS;
    if (elements < table->min) weft_fatal("a table of %lu elements is too large", table->min);
    void *base;
    for (;;) {
      uint64_t bytes = (elements ? elements : 1) * table->elem_bytes;
      base = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      if (base != MAP_FAILED) break;
      if (elements / 2 < table->min || elements < 1024) weft_fatal("cannot reserve memory for a table: %s", strerror(errno));
      elements /= 2; // address space is limited: it can grow less far
    }
    table->base = base;
    table->size = table->min;
    table->reserved = elements;
  }
}

static void fill(weft_table *table, uint64_t to, void *value, uint64_t revision, uint64_t size) {
  if (table->elem_bytes == 16) {
    uint64_t(*p)[2] = (uint64_t(*)[2])table->base + to;
    for (uint64_t i = 0; i < size; i++) p[i][0] = (uint64_t)value, p[i][1] = revision;
  } else {
    void **p = (void **)table->base + to;
    for (uint64_t i = 0; i < size; i++) p[i] = value;
  }
}

// table.grow, on the system stack.
int64_t weft_table_grow_slow(weft_table *table, uint64_t delta, void *value, uint64_t revision) {
  uint64_t old = table->size;
  if (delta > table->reserved - old) return -1;
  if (value) fill(table, old, value, revision, delta);
  table->size = old + delta;
  return (int64_t)old;
}

void weft_table_fill(weft_table *table, uint64_t to, void *value, uint64_t revision, uint64_t size) {
  if (!fits(to, size, table->size)) weft_trap(WEFT_TRAP_TABLE);
  fill(table, to, value, revision, size);
}

void weft_table_copy(weft_table *dst, weft_table *src, uint64_t to, uint64_t from, uint64_t size) {
  if (!fits(to, size, dst->size) || !fits(from, size, src->size)) weft_trap(WEFT_TRAP_TABLE);
  memmove(dst->base + to * dst->elem_bytes, src->base + from * src->elem_bytes, size * dst->elem_bytes);
}

void weft_table_init(weft_table *table, const weft_segment *elems, uint64_t to, uint64_t from, uint64_t size) {
  if (!fits(to, size, table->size) || !fits(from, size, elems->size)) weft_trap(WEFT_TRAP_TABLE);
  memcpy(table->base + to * table->elem_bytes, elems->bytes + from * table->elem_bytes, size * table->elem_bytes);
}
