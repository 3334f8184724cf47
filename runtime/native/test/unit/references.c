// Unit test of table.c and cells.c, which need no stacks: runs under ASan and UBSan. The collector is replaced by one that
// marks what the test says is still referenced; a trap jumps back.
#include "../../runtime.h"

#include <setjmp.h>
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

static jmp_buf trapped;
void weft_trap(int32_t code) { longjmp(trapped, code); }
void weft_fatal(const char *format, ...) {
  printf("fatal: %s\n", format);
  exit(1);
}

static weft_table tables[3] = {
  {.min = 4, .max = 12, .elem_bytes = 8, .elem_kind = 'f'},
  {.min = 3, .max = UINT64_MAX, .elem_bytes = 16, .elem_kind = 'c'},
  {.min = 0, .max = 0, .elem_bytes = 8, .elem_kind = 'e'},
};
const weft_module_info weft_module = {.tables = tables, .table_count = 3};

weft_cell *weft_cell_take_slow(void);
int64_t weft_table_grow_slow(weft_table *table, uint64_t delta, void *value, uint64_t revision);

#define TRAPS(call) \
  do { \
    if (setjmp(trapped) == 0) { \
      call; \
      CHECK(!"a trap"); \
    } \
  } while (0)

static void test_tables(void) {
  weft_tables_init();
  weft_table *thin = &tables[0], *fat = &tables[1];
  CHECK(weft_table_grow_slow(thin, 9, NULL, 0) == -1 && weft_table_grow_slow(thin, UINT64_MAX, NULL, 0) == -1);
  CHECK(weft_table_grow_slow(thin, 8, (void *)5, 0) == 4 && thin->size == 12);
  CHECK(((uint64_t *)thin->base)[3] == 0 && ((uint64_t *)thin->base)[11] == 5);
  CHECK(weft_table_grow_slow(&tables[2], 0, NULL, 0) == 0 && weft_table_grow_slow(&tables[2], 1, NULL, 0) == -1);
  weft_table_fill(fat, 1, (void *)7, 70, 2);
  uint64_t (*pairs)[2] = (uint64_t(*)[2])fat->base;
  CHECK(pairs[0][0] == 0 && pairs[1][0] == 7 && pairs[2][1] == 70);
  weft_table_copy(fat, fat, 0, 1, 2); // overlapping
  CHECK(pairs[0][1] == 70 && pairs[1][0] == 7);
  uint64_t items[] = {21, 22, 23};
  weft_segment segment = {(const uint8_t *)items, 3};
  weft_table_init(thin, &segment, 10, 1, 2);
  CHECK(((uint64_t *)thin->base)[10] == 22 && ((uint64_t *)thin->base)[11] == 23);
  weft_table_init(thin, &segment, 12, 3, 0);
  TRAPS(weft_table_init(thin, &segment, 11, 1, 2));
  TRAPS(weft_table_init(thin, &segment, 0, 2, 2));
  TRAPS(weft_table_init(thin, &segment, UINT64_MAX, 0, 2));
  TRAPS(weft_table_fill(fat, 2, NULL, 0, 2));
  TRAPS(weft_table_fill(fat, UINT64_MAX - 1, NULL, 0, 3));
  TRAPS(weft_table_copy(thin, thin, 0, 11, 2));
  TRAPS(weft_table_copy(thin, thin, 11, 0, 2));
}

// ---- cells

#define HELD 1000
static weft_cell *held[HELD]; // what the test still refers to
static int stacks[HELD];
static int collections;

uint64_t weft_collect(void) {
  collections++;
  CHECK(weft_cells_begin());
  for (int i = 0; i < HELD; i++)
    if (held[i]) {
      CHECK(weft_cells_mark((uint64_t)held[i]) == &stacks[i]);
      CHECK(weft_cells_mark((uint64_t)held[i]) == NULL); // once
    }
  CHECK(weft_cells_mark(0) == NULL && weft_cells_mark((uint64_t)&stacks) == NULL && weft_cells_mark(UINT64_MAX) == NULL);
  weft_cells_sweep();
  return 0;
}

static weft_cell *take(void) {
  if (!weft_free_cell) return weft_cell_take_slow();
  weft_cell *cell = weft_free_cell;
  weft_free_cell = *cell;
  return cell;
}

static void test_cells(void) {
  weft_cell *lowest = take(), *highest = lowest;
  *lowest = NULL;
  for (int i = 0; i < 2000000; i++) {
    weft_cell *cell = take();
    for (int k = 0; k < HELD; k += 97) CHECK(cell != held[k]);
    int place = i % (HELD * 3);
    *cell = place < HELD ? &stacks[place] : NULL; // two of three are used at once and forgotten
    if (place < HELD) held[place] = cell;
    if (cell > highest) highest = cell;
  }
  for (int i = 0; i < HELD; i++) CHECK(*held[i] == &stacks[i]);
  CHECK(collections > 5 && highest - lowest < 1 << 19);
}

int main(void) {
  test_tables();
  test_cells();
  printf("ok\n");
}
