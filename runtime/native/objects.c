// The heap of structures and arrays.
//
// An object is a header of one word (canonical type, length) and its fields. Objects never move. They lie in chunks of
// 64 KiB of one reservation; a chunk holds objects of one size class, a large object takes a run of whole chunks. So any
// word can be looked up: the chunk says the class, a multiplication the object, the header whether it is one.
//
// States of an object's place
//   free        header = FREE, the next free one in the first word after it
//   live        any other header
//   dead        live, but without a mark after a collection, until its chunk is swept
//
// Allocation. Generated code pops the free list of the class by itself (weft_object_free); when that is empty it comes here,
// and the next chunk of the class is swept, or a new one is taken. Marks are bits beside the heap, one for each 16 bytes.
//
// When to collect: when as much was allocated since the last time as was live then (MIN_VOLUME at least). The
// collector (collect.c) also comes when stacks or exceptions run short: cycles may go through all three.
//
// Fields are given to the collector by the type's map, but each word is looked up like a guess: an object whose fields are
// not written yet still has the words of a dead one, and those must not lead anywhere.
#define _GNU_SOURCE
#include "objects.h"
#include "runtime.h"
#include "stack-growth.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK (64ul << 10)
#define GRANULE 16ul
#define MIN_VOLUME (8ul << 20)
#define FREE UINT64_MAX // no type has this number
#define NONE UINT32_MAX

// What a chunk is for: a class, or one of these.
enum { UNUSED = 0xff, LARGE = 0xfe, LARGE_REST = 0xfd };

// Classes 1 to WEFT_OBJECT_LISTS - 1 are multiples of 16 bytes, which generated code computes; then four to each doubling.
#define MEDIUM 20
#define CLASSES (WEFT_OBJECT_LISTS + MEDIUM)
static uint32_t class_bytes[CLASSES];
static uint32_t class_inverse[CLASSES]; // 2^32 / bytes, rounded up: offset * inverse >> 32 is offset / bytes below 64 KiB

weft_object *weft_object_free[WEFT_OBJECT_LISTS];

// One chunk's entry in the chunk table.
typedef struct chunk {
  uint8_t class_;
  uint32_t next;   // small: the next chunk of the class. LARGE_REST: how many chunks back the object begins. UNUSED: not 0
                   // when it still has memory
  uint32_t length; // LARGE: how many chunks
} chunk;

static struct {
  char *base;
  uint64_t capacity, used; // in chunks; [used, capacity) were never touched
  chunk *chunks;
  uint64_t *marks;
  uint32_t first[CLASSES];  // chunks of a class, a list
  uint32_t sweep[CLASSES];  // the next one to sweep, NONE: all are
  weft_object *lists[CLASSES]; // free lists of medium classes; in stress mode, of all
  uint64_t unused;          // UNUSED chunks below `used`
  uint64_t search;          // where to look for them first
  uint64_t volume, limit;   // bytes handed out since the last collection, and how many call for one
  uint64_t live;            // bytes marked in the last one
  uint64_t collections;
  bool stress;              // WEFT_OBJECTS=stress: collect at every allocation, overwrite what is free
} heap;

static void init_classes(void) {
  for (uint32_t i = 1; i < WEFT_OBJECT_LISTS; i++) class_bytes[i] = i * GRANULE;
  uint32_t bytes = class_bytes[WEFT_OBJECT_LISTS - 1];
  for (uint32_t i = 0; i < MEDIUM; i++) {
    uint32_t step = 1u << (29 - __builtin_clz(bytes)); // a quarter of the power of two below
    bytes += step;
    class_bytes[WEFT_OBJECT_LISTS + i] = bytes;
  }
  for (uint32_t i = 1; i < CLASSES; i++) class_inverse[i] = (uint32_t)(((1ul << 32) + class_bytes[i] - 1) / class_bytes[i]);
  for (uint32_t i = 0; i < CLASSES; i++) heap.first[i] = heap.sweep[i] = NONE;
}

static void *reserve(uint64_t bytes) {
  void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? NULL : p;
}

// All that may ever be used: WEFT_OBJECT_MEMORY, else the machine's memory.
static uint64_t limit_of_memory(void) {
  const char *text = getenv("WEFT_OBJECT_MEMORY");
  if (!text || !*text) return (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
  uint64_t bytes = weft_parse_size(text);
  if (bytes < CHUNK) weft_fatal("WEFT_OBJECT_MEMORY=%s: expected a size from 64K", text);
  return bytes;
}

// At the first allocation.
void weft_objects_init(void) {
  init_classes();
  heap.capacity = limit_of_memory() / CHUNK;
  if (heap.capacity >= NONE) heap.capacity = NONE - 1;
  for (;; heap.capacity /= 2) { // address space may be limited
    heap.base = reserve(heap.capacity * CHUNK);
    if (heap.base) break;
    if (heap.capacity < 64) weft_fatal("cannot reserve address space for objects: %s", strerror(errno));
  }
  heap.chunks = reserve(heap.capacity * sizeof *heap.chunks);
  heap.marks = reserve(heap.capacity * (CHUNK / GRANULE / 8));
  if (!heap.chunks || !heap.marks) weft_fatal("cannot reserve address space for objects: %s", strerror(errno));
  const char *mode = getenv("WEFT_OBJECTS");
  heap.stress = mode && strcmp(mode, "stress") == 0;
  heap.limit = MIN_VOLUME;
}

static char *chunk_at(uint64_t i) { return heap.base + i * CHUNK; }
static weft_object *next_free(const weft_object *o) { return (weft_object *)o->words[0]; }

// ---- chunks ----------------------------------------------------------------------------------------------------------

// A run of `count` unused chunks, or NONE.
static uint32_t find_run(uint64_t count) {
  uint64_t run = 0;
  for (uint64_t i = count == 1 ? heap.search : 0; heap.unused >= count && i < heap.used; i++) {
    run = heap.chunks[i].class_ == UNUSED ? run + 1 : 0;
    if (run < count) continue;
    if (count == 1) heap.search = i + 1;
    return (uint32_t)(i + 1 - count);
  }
  return NONE;
}

// Takes `count` chunks side by side; NONE when there are none.
static uint32_t take_chunks(uint64_t count) {
  uint32_t at = find_run(count);
  if (at != NONE) {
    heap.unused -= count;
    return at;
  }
  if (count > heap.capacity - heap.used) return NONE;
  at = (uint32_t)heap.used;
  heap.used += count;
  return at;
}

static void give_chunks(uint64_t at, uint64_t count) {
  for (uint64_t i = at; i < at + count; i++) heap.chunks[i] = (chunk){.class_ = UNUSED, .next = 1};
  heap.unused += count;
  if (at < heap.search) heap.search = at;
}

// Gives the memory of unused chunks back to the system, but for as much as is likely needed before the next collection.
static void return_memory(void) {
  uint64_t kept = 0;
  for (uint64_t i = 0; i < heap.used; i++) {
    chunk *c = &heap.chunks[i];
    if (c->class_ != UNUSED || !c->next || kept++ * CHUNK < heap.limit) continue;
    madvise(chunk_at(i), CHUNK, MADV_DONTNEED);
    c->next = 0;
  }
}

// ---- marks -----------------------------------------------------------------------------------------------------------

static uint64_t granule_of(const void *p) { return (uint64_t)((const char *)p - heap.base) / GRANULE; }
static bool is_marked(const void *p) { return heap.marks[granule_of(p) / 64] >> granule_of(p) % 64 & 1; }

bool weft_objects_cover(const void *address) {
  return heap.base && (uint64_t)((const char *)address - heap.base) < heap.used * CHUNK;
}

weft_object *weft_object_at(const void *address) {
  if (!weft_objects_cover(address)) return NULL;
  uint64_t offset = (uint64_t)((const char *)address - heap.base);
  uint64_t index = offset / CHUNK;
  const chunk *c = &heap.chunks[index];
  weft_object *object;
  switch (c->class_) {
    case UNUSED: return NULL;
    case LARGE: object = (weft_object *)chunk_at(index); break;
    case LARGE_REST: object = (weft_object *)chunk_at(index - c->next); break;
    default: {
      uint64_t number = offset % CHUNK * class_inverse[c->class_] >> 32;
      uint64_t start = number * class_bytes[c->class_];
      if (start + class_bytes[c->class_] > CHUNK) return NULL; // the rest of the chunk
      object = (weft_object *)(chunk_at(index) + start);
    }
  }
  return object->header == FREE ? NULL : object;
}

static uint64_t size_of(const weft_object *object) {
  const chunk *c = &heap.chunks[granule_of(object) / (CHUNK / GRANULE)];
  return c->class_ == LARGE ? c->length * CHUNK : class_bytes[c->class_];
}

bool weft_object_mark(weft_object *object) {
  uint64_t *word = &heap.marks[granule_of(object) / 64], bit = 1ul << granule_of(object) % 64;
  if (*word & bit) return false;
  *word |= bit;
  heap.live += size_of(object);
  return true;
}

void weft_object_visit(const weft_object *object, void (*visit)(uint64_t word)) {
  const weft_type *type = &weft_module.types[(uint32_t)object->header];
  if (type->kind == WEFT_TYPE_STRUCT) {
    for (uint32_t i = 0; i < type->ref_count; i++) visit(object->words[type->refs[i]]);
  } else if (type->ref_count) {
    uint64_t step = type->bytes / 8;
    for (uint64_t i = 0, n = object->header >> 32; i < n; i++) visit(object->words[i * step]);
  }
}

// ---- sweeping --------------------------------------------------------------------------------------------------------

static void make_free(weft_object *object, uint32_t class, weft_object **list) {
  if (heap.stress) memset(object, 0xdb, class_bytes[class]);
  object->header = FREE;
  object->words[0] = (uint64_t)*list;
  *list = object;
}

static weft_object **list_of(uint32_t class) {
  return class < WEFT_OBJECT_LISTS && !heap.stress ? &weft_object_free[class] : &heap.lists[class];
}

// Puts what has no mark in the chunk on the free list; says how many bytes that were.
static uint64_t sweep_chunk(uint32_t at, uint32_t class) {
  uint64_t bytes = class_bytes[class], found = 0;
  for (char *p = chunk_at(at) + (CHUNK / bytes - 1) * bytes; p >= chunk_at(at); p -= bytes) {
    if (is_marked(p)) continue;
    make_free((weft_object *)p, class, list_of(class));
    found += bytes;
  }
  return found;
}

static bool has_marks(uint32_t at) {
  const uint64_t *marks = heap.marks + at * (CHUNK / GRANULE / 64);
  for (uint64_t i = 0; i < CHUNK / GRANULE / 64; i++)
    if (marks[i]) return true;
  return false;
}

// Dead objects must be free before the next marking looks at them.
static void sweep_rest(void) {
  for (uint32_t class = 1; class < CLASSES; class++) {
    while (heap.sweep[class] != NONE) {
      uint32_t at = heap.sweep[class];
      heap.sweep[class] = heap.chunks[at].next;
      sweep_chunk(at, class);
    }
  }
}

void weft_objects_begin(void) {
  if (!heap.base) return;
  sweep_rest();
  memset(heap.marks, 0, heap.used * (CHUNK / GRANULE / 8));
  heap.live = 0;
}

// Chunks without a mark are given back at once, the others are swept when their class needs room.
void weft_objects_end(void) {
  if (!heap.base) return;
  memset(weft_object_free, 0, sizeof weft_object_free);
  memset(heap.lists, 0, sizeof heap.lists);
  for (uint32_t class = 1; class < CLASSES; class++) heap.first[class] = NONE;
  for (uint64_t i = heap.used; i-- > 0;) {
    chunk *c = &heap.chunks[i];
    if (c->class_ == UNUSED || c->class_ == LARGE_REST) continue;
    if (c->class_ == LARGE) {
      if (!is_marked(chunk_at(i))) give_chunks(i, c->length);
    } else if (!has_marks((uint32_t)i)) {
      give_chunks(i, 1);
    } else {
      c->next = heap.first[c->class_];
      heap.first[c->class_] = (uint32_t)i;
    }
  }
  memcpy(heap.sweep, heap.first, sizeof heap.sweep);
  heap.volume = 0;
  heap.limit = heap.live > MIN_VOLUME ? heap.live : MIN_VOLUME;
  return_memory();
  heap.collections++;
}

// ---- allocation ------------------------------------------------------------------------------------------------------

static uint32_t class_for(uint64_t bytes) {
  uint64_t lists = (bytes + GRANULE - 1) / GRANULE;
  if (lists < WEFT_OBJECT_LISTS) return (uint32_t)lists;
  for (uint32_t class = WEFT_OBJECT_LISTS; class < CLASSES; class++)
    if (class_bytes[class] >= bytes) return class;
  return 0;
}

static bool refill(uint32_t class) {
  while (heap.sweep[class] != NONE) {
    uint32_t at = heap.sweep[class];
    heap.sweep[class] = heap.chunks[at].next;
    uint64_t found = sweep_chunk(at, class);
    heap.volume += found;
    if (found) return true;
  }
  uint32_t at = take_chunks(1);
  if (at == NONE) return false;
  heap.chunks[at] = (chunk){.class_ = (uint8_t)class, .next = heap.first[class]};
  heap.first[class] = at;
  memset(heap.marks + at * (CHUNK / GRANULE / 64), 0, CHUNK / GRANULE / 8);
  heap.volume += sweep_chunk(at, class);
  return true;
}

static weft_object *take_large(uint64_t bytes) {
  uint64_t count = (bytes + CHUNK - 1) / CHUNK;
  uint32_t at = take_chunks(count);
  if (at == NONE) return NULL;
  heap.chunks[at] = (chunk){.class_ = LARGE, .length = (uint32_t)count};
  for (uint64_t i = 1; i < count; i++) heap.chunks[at + i] = (chunk){.class_ = LARGE_REST, .next = (uint32_t)i};
  heap.volume += count * CHUNK;
  return (weft_object *)chunk_at(at);
}

static weft_object *take(uint32_t class, uint64_t bytes) {
  if (class == 0) return take_large(bytes);
  weft_object **list = list_of(class);
  if (!*list && !refill(class)) return NULL;
  weft_object *object = *list;
  *list = next_free(object);
  return object;
}

// Generated code comes here when a free list is empty; on the system stack. `bytes` counts the header. The fields are not
// initialised.
weft_object *weft_object_new_slow(uint64_t header, uint64_t bytes) {
  if (!heap.base) weft_objects_init();
  uint32_t class = class_for(bytes);
  if (heap.stress || heap.volume + (class ? 0 : bytes) >= heap.limit) weft_collect();
  weft_object *object = take(class, bytes);
  if (!object) {
    weft_collect();
    object = take(class, bytes);
    if (!object) weft_trap(WEFT_TRAP_OUT_OF_MEMORY);
  }
  object->header = header;
  return object;
}

void weft_objects_print_stats(void) {
  if (!heap.base) return;
  fprintf(stderr, "objects: %lu chunks of %lu KiB used, %lu of them empty; %lu collections, %lu KiB live after the last\n", heap.used,
          CHUNK >> 10, heap.unused, heap.collections, heap.live >> 10);
}

// ---- what generated code calls beside allocation ---------------------------------------------------------------------

// Short enough to run on any stack.
void weft_array_fill(void *at, uint64_t low, uint64_t high, uint64_t count, uint64_t bytes) {
  switch (bytes) {
    case 1: memset(at, (int)(low & 0xff), count); return;
    case 2: for (uint16_t *p = at; count; count--) *p++ = (uint16_t)low; return;
    case 4: for (uint32_t *p = at; count; count--) *p++ = (uint32_t)low; return;
    case 8: for (uint64_t *p = at; count; count--) *p++ = low; return;
    default: for (uint64_t *p = at; count; count--) *p++ = low, *p++ = high;
  }
}
