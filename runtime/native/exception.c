// Exception objects.
//
// An object is born by weft_exn_new and dies
//   in weft_exn_release, when a `catch` or `catch_all` clause has taken what it wanted and the object never escaped; or
//   in the collector, when it escaped as an exnref (catch_ref, catch_all_ref) and no reference to it is left.
// So programs that throw and catch run in constant memory without ever collecting.
//
// Objects live in chunks of one size class (32, 64 ... 16384 bytes), chunks in one reservation: the collector can tell from
// any word whether it points to an object. A free object has tag = NULL and the next free one in payload[0].
#define _GNU_SOURCE
#include "runtime.h"
#include "exception.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#define CHUNK (64ul << 10)
#define CHUNKS 65536ul // 4 GiB of exceptions
#define CLASSES 10
#define MIN_COLLECT 64ul // chunks

static weft_exn *free_lists[CLASSES];
static struct {
  char *base;
  uint64_t used;
  uint64_t collect_at; // collect before adding a chunk when there are this many
  uint64_t live; // bytes in live objects, found by the last sweep
  uint8_t class_of[CHUNKS];
} arena;

static uint64_t class_size(unsigned class) { return 32ul << class; }

static void refill(unsigned class) {
  if (!arena.base) {
    arena.base = mmap(NULL, CHUNK * CHUNKS, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (arena.base == MAP_FAILED) weft_fatal("cannot reserve memory for exceptions: %s", strerror(errno));
    arena.collect_at = MIN_COLLECT;
  }
  if (arena.used >= arena.collect_at) {
    weft_collect();
    uint64_t chunks = arena.live / CHUNK;
    arena.collect_at = chunks > MIN_COLLECT / 2 ? chunks * 2 : MIN_COLLECT;
    if (free_lists[class]) return;
  }
  if (arena.used == CHUNKS) weft_fatal("out of memory for exceptions");
  char *chunk = arena.base + arena.used * CHUNK;
  arena.class_of[arena.used++] = (uint8_t)class;
  uint64_t size = class_size(class);
  for (char *p = chunk + CHUNK - size; p >= chunk; p -= size) {
    weft_exn *exn = (weft_exn *)p;
    exn->class_ = class;
    exn->payload[0] = (uint64_t)free_lists[class];
    free_lists[class] = exn;
  }
}

weft_exn *weft_exn_new_slow(const weft_tag *tag) {
  uint64_t bytes = sizeof(weft_exn) + tag->slots * 8;
  unsigned class = 0;
  while (class_size(class) < bytes) class++;
  if (class >= CLASSES) weft_fatal("an exception with %lu payload slots is too large", tag->slots);
  if (!free_lists[class]) refill(class);
  weft_exn *exn = free_lists[class];
  free_lists[class] = (weft_exn *)exn->payload[0];
  exn->tag = tag;
  exn->escaped = 0;
  return exn;
}

static void free_exn(weft_exn *exn) {
  exn->tag = NULL;
  exn->payload[0] = (uint64_t)free_lists[exn->class_];
  free_lists[exn->class_] = exn;
}

// Short enough to run on any stack.
void weft_exn_release(weft_exn *exn) {
  if (!exn->escaped) free_exn(exn);
}

void weft_exn_retain(weft_exn *exn) { exn->escaped |= WEFT_EXN_ESCAPED; }

weft_exn *weft_exn_at(const void *address) {
  const char *p = address;
  if (!arena.base || p < arena.base || p >= arena.base + arena.used * CHUNK) return NULL;
  uint64_t size = class_size(arena.class_of[(uint64_t)(p - arena.base) / CHUNK]);
  weft_exn *exn = (weft_exn *)(arena.base + (uint64_t)(p - arena.base) / size * size); // sizes divide CHUNK
  return exn->tag ? exn : NULL;
}

// Unescaped objects are owned by a catch or by a throw on its way; only escaped ones can be garbage.
void weft_exn_sweep(void) {
  arena.live = 0;
  for (uint64_t chunk = 0; chunk < arena.used; chunk++) {
    uint64_t size = class_size(arena.class_of[chunk]);
    for (uint64_t offset = 0; offset + size <= CHUNK; offset += size) {
      weft_exn *exn = (weft_exn *)(arena.base + chunk * CHUNK + offset);
      if (!exn->tag) continue;
      if ((exn->escaped & (WEFT_EXN_ESCAPED | WEFT_EXN_MARKED)) == WEFT_EXN_ESCAPED) {
        free_exn(exn);
      } else {
        exn->escaped &= ~WEFT_EXN_MARKED;
        arena.live += size;
      }
    }
  }
}
