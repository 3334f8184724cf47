// The heap of objects alone (objects.c), under ASan and UBSan: a random graph of structures and arrays of all sizes is
// changed, collected and compared with what it should be. `program SEED ROUNDS` prints ok.
#include "../../objects.h"
#include "../../runtime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
      exit(1); \
    } \
  } while (0)

// ---- what the rest of the runtime would define ---------------------------------------------------------------------

// 0: two references around a number. 1: array of references. 2: array of bytes.
static const uint32_t refs[] = {0, 2};
static const weft_type types[] = {
  {WEFT_TYPE_STRUCT, 32, 2, 0, refs},
  {WEFT_TYPE_ARRAY, 8, 1, 0, NULL},
  {WEFT_TYPE_ARRAY, 1, 0, 0, NULL},
};
const weft_module_info weft_module = {.abi_version = WEFT_ABI_VERSION, .types = types, .type_count = 3};

void weft_fatal(const char *format, ...) {
  printf("fatal: %s\n", format);
  exit(3);
}
void weft_trap(int32_t code) {
  printf("trap %d\n", code);
  exit(3);
}
uint64_t weft_parse_size(const char *text) { return strtoull(text, NULL, 10) << 20; }

#define ROOTS 200
static weft_object *roots[ROOTS];

static weft_object *todo[1 << 20];
static uint64_t todo_count;

static void visit(uint64_t word) {
  weft_object *object = weft_object_at((void *)word);
  if (!object || !weft_object_mark(object)) return;
  CHECK(todo_count < sizeof todo / sizeof *todo);
  todo[todo_count++] = object;
}

static uint64_t collections;

uint64_t weft_collect(void) {
  collections++;
  weft_objects_begin();
  // A reference may also be an address inside the object.
  for (int i = 0; i < ROOTS; i++) visit((uint64_t)roots[i] + (roots[i] && i % 3 == 0 ? 15 : 0));
  while (todo_count) weft_object_visit(todo[--todo_count], visit);
  weft_objects_end();
  return 0;
}

// ---- the graph -----------------------------------------------------------------------------------------------------

static uint64_t state;
static uint64_t next_random(void) {
  state = state * 6364136223846793005ul + 1442695040888963407ul;
  return state >> 33;
}
static weft_object *any(void) { return roots[next_random() % ROOTS]; }

// As generated code allocates.
static weft_object *allocate(uint64_t header, uint64_t bytes) {
  uint64_t list = (bytes + 15) / 16;
  weft_object *object = list < WEFT_OBJECT_LISTS ? weft_object_free[list] : NULL;
  if (!object) return weft_object_new_slow(header, bytes);
  weft_object_free[list] = (weft_object *)object->words[0];
  object->header = header;
  return object;
}

static uint64_t length_of(const weft_object *object) { return object->header >> 32; }

// Every object says about itself what its contents must be: a structure's number is a hash of its address, bytes are a pattern.
static uint64_t hash(const weft_object *object) { return (uint64_t)object * 0x9e3779b97f4a7c15ul; }

static weft_object *make(void) {
  uint64_t kind = next_random() % 8;
  uint64_t length = next_random() % 40;
  if (next_random() % 50 == 0) length = next_random() % 3000;
  if (next_random() % 400 == 0) length = next_random() % 50000;
  if (kind < 5) {
    weft_object *object = allocate(0, 32);
    object->words[0] = (uint64_t)any();
    object->words[1] = hash(object);
    object->words[2] = (uint64_t)any();
    return object;
  }
  if (kind < 7) {
    weft_object *object = allocate(1 | length << 32, 8 + length * 8);
    for (uint64_t i = 0; i < length; i++) object->words[i] = (uint64_t)any();
    return object;
  }
  weft_object *object = allocate(2 | length << 32, 8 + length);
  weft_array_fill(object->words, hash(object), 0, length, 1);
  return object;
}

// Looks at everything within `depth` steps.
static void check(const weft_object *object, int depth) {
  if (!object || depth == 0) return;
  CHECK(weft_object_at(object) == object);
  switch ((uint32_t)object->header) {
    case 0:
      CHECK(object->words[1] == hash(object));
      check((const weft_object *)object->words[0], depth - 1);
      check((const weft_object *)object->words[2], depth - 1);
      return;
    case 1:
      for (uint64_t i = 0, n = length_of(object); i < n && i < 8; i++) check((const weft_object *)object->words[n - 1 - i], depth - 1);
      return;
    case 2:
      for (uint64_t i = 0, n = length_of(object); i < n; i++) CHECK(((const uint8_t *)object->words)[i] == (uint8_t)hash(object));
      return;
    default: CHECK(!"a type");
  }
}

int main(int argc, char **argv) {
  state = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  int rounds = argc > 2 ? atoi(argv[2]) : 60000;
  for (int round = 0; round < rounds; round++) {
    roots[next_random() % ROOTS] = make();
    if (next_random() % 4 == 0) roots[next_random() % ROOTS] = NULL;
    // Edges change, cycles come about.
    weft_object *object = any();
    if (object && (uint32_t)object->header == 0) object->words[next_random() % 2 * 2] = (uint64_t)any();
    if (round % 300 == 0)
      for (int i = 0; i < ROOTS; i++) check(roots[i], 4);
    // Now and then nearly everything dies.
    if (round % 9000 == 0)
      for (int i = 1; i < ROOTS; i++) roots[i] = NULL;
  }
  CHECK(collections > 0);
  memset(roots, 0, sizeof roots);
  weft_collect();
  CHECK(weft_object_at((char *)weft_object_new_slow(0, 32) + 31) != NULL);
  printf("ok\n");
}
