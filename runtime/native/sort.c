// Heap sort: in place, no recursion, no malloc, so that it can run in a trap.
#include "runtime.h"

#include <string.h>

typedef struct items {
  char *base;
  uint64_t size; // of one item, whose first eight bytes are its key
} items;

static uint64_t key(const items *list, uint64_t at) { return *(const uint64_t *)(list->base + at * list->size); }

static void swap(const items *list, uint64_t a, uint64_t b) {
  char *p = list->base + a * list->size, *q = list->base + b * list->size;
  for (uint64_t i = 0; i < list->size; i += 8) {
    uint64_t word = *(uint64_t *)(p + i);
    *(uint64_t *)(p + i) = *(uint64_t *)(q + i);
    *(uint64_t *)(q + i) = word;
  }
}

static void sift_down(const items *list, uint64_t at, uint64_t end) {
  for (uint64_t child; (child = 2 * at + 1) < end; at = child) {
    if (child + 1 < end && key(list, child) < key(list, child + 1)) child++;
    if (key(list, at) >= key(list, child)) return;
    swap(list, at, child);
  }
}

void weft_sort(void *base, uint64_t count, uint64_t size) {
  const items list = {base, size};
  for (uint64_t i = count / 2; i-- > 0;) sift_down(&list, i, count);
  for (uint64_t end = count; end-- > 1;) {
    swap(&list, 0, end);
    sift_down(&list, 0, end);
  }
}

uint64_t weft_last_at_or_before(const void *base, uint64_t count, uint64_t size, uint64_t wanted) {
  const items list = {(char *)base, size};
  uint64_t low = 0, high = count;
  while (low < high) {
    uint64_t middle = low + (high - low) / 2;
    if (key(&list, middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
