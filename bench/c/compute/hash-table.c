// An open-addressing hash table of 64-bit keys: filled, looked up, thinned out. An operation is one access.
#include "stopwatch.h"
#include <string.h>

static uint64_t *keys;
static uint32_t *values;
static uint64_t mask;

static uint64_t slot_of(uint64_t key) {
  uint64_t i = (key * 0x9e3779b97f4a7c15u) >> 20 & mask;
  while (keys[i] && keys[i] != key) i = (i + 1) & mask;
  return i;
}

// Empties a slot and moves back what was pushed past it.
static void empty(uint64_t i) {
  for (uint64_t j = i;;) {
    j = (j + 1) & mask;
    if (!keys[j]) break;
    uint64_t home = (keys[j] * 0x9e3779b97f4a7c15u) >> 20 & mask;
    if (((j - home) & mask) < ((j - i) & mask)) continue;
    keys[i] = keys[j];
    values[i] = values[j];
    i = j;
  }
  keys[i] = 0;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  uint64_t size = 1, sum = 0, left = 0;
  while (size < 2 * (uint64_t)n) size *= 2;
  keys = calloc(size, sizeof *keys);
  values = calloc(size, sizeof *values);
  memset(values, 0, size * sizeof *values);
  for (uint64_t i = 0; i < size; i += 512) keys[i] = 0;
  mask = size - 1;
  stopwatch_start();
  for (long i = 1; i <= n; i++) {
    uint64_t at = slot_of((uint64_t)i * 7919);
    keys[at] = (uint64_t)i * 7919;
    values[at] += (uint32_t)i;
  }
  for (int round = 0; round < 3; round++)
    for (long i = 1; i <= n; i++) {
      uint64_t at = slot_of((uint64_t)(i * (round + 1)) * 7919);
      if (keys[at]) sum += values[at];
    }
  for (long i = 3; i <= n; i += 3) empty(slot_of((uint64_t)i * 7919));
  for (uint64_t i = 0; i < size; i++) left += keys[i] != 0;
  stopwatch_stop(4 * n + n / 3, "%llu %llu", (unsigned long long)sum, (unsigned long long)left);
}
