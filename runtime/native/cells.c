// Cells: what references to continuations point to in programs built with --linearity=indirect.
//
// A cell is one word: the leaf of a continuation, or NULL once the reference was used. A used cell cannot be handed out again
// while a copy of the reference may exist somewhere, so cells are taken back by the collector only:
//
//   free      on the list weft_free_cell, linked through the cells
//   full      made by cont.new, a suspension, switch or cont.bind; whoever holds its address holds the continuation
//   empty     the continuation went on; the address may still be in tables, globals, frames
//   free      no word that the collector saw points to it
//
// When the list is empty: new cells, until as many are in use as twice what the last collection left; then a collection.
#define _GNU_SOURCE
#include "runtime.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BATCH 512            // new cells made at a time
#define MIN_COLLECT (1 << 17) // 1 MiB of cells: scanning the roots for fewer does not pay

weft_cell *weft_free_cell;

static struct {
  weft_cell *base;
  uint64_t capacity, used; // cells [0, used) exist
  uint64_t collect_at;
  uint64_t *marks;
  uint64_t swept;
} cells = {.collect_at = MIN_COLLECT};

static void reserve(void) {
  for (uint64_t bytes = 1ul << 35; !cells.base; bytes /= 4) {
    if (bytes < 1 << 20) weft_fatal("cannot reserve address space for references: %s", strerror(errno));
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) continue;
    cells.base = p;
    cells.capacity = bytes / sizeof(weft_cell);
  }
}

static void give(weft_cell *cell) {
  *cell = weft_free_cell;
  weft_free_cell = cell;
}

// The list of free cells is empty. On the system stack (host-call.S).
weft_cell *weft_cell_take_slow(void) {
  if (!cells.base) reserve();
  if (cells.used >= cells.collect_at || cells.used + BATCH > cells.capacity) {
    cells.swept = 0;
    weft_collect();
    uint64_t live = cells.used - cells.swept;
    cells.collect_at = live * 2 > MIN_COLLECT ? live * 2 : MIN_COLLECT;
  }
  if (!weft_free_cell) {
    if (cells.used + BATCH > cells.capacity) weft_fatal("too many references to continuations");
    for (uint64_t i = BATCH; i-- > 0;) give(cells.base + cells.used + i);
    cells.used += BATCH;
  }
  weft_cell *cell = weft_free_cell;
  weft_free_cell = *cell;
  return cell;
}

// ---- for collect.c

bool weft_cells_begin(void) {
  cells.marks = NULL;
  if (cells.used) cells.marks = calloc(cells.used / 64 + 1, sizeof *cells.marks);
  return cells.marks || !cells.used;
}

// When `word` is the address of a cell that was not marked before: marks it and gives what is in it (the leaf, or a
// free cell's neighbour, which is no stack); else NULL.
void *weft_cells_mark(uint64_t word) {
  uint64_t offset = word - (uint64_t)cells.base;
  if (!cells.used || offset >= cells.used * sizeof(weft_cell)) return NULL;
  uint64_t i = offset / sizeof(weft_cell), bit = 1ul << i % 64;
  if (cells.marks[i / 64] & bit) return NULL;
  cells.marks[i / 64] |= bit;
  return cells.base[i];
}

// Makes a new list of free cells from those that were not marked.
void weft_cells_sweep(void) {
  if (!cells.used) return;
  weft_free_cell = NULL;
  cells.swept = 0;
  for (uint64_t i = cells.used; i-- > 0;) {
    if (cells.marks[i / 64] >> i % 64 & 1) continue;
    give(cells.base + i);
    cells.swept++;
  }
  free(cells.marks);
}
