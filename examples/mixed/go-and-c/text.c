// The C half: libc's sort and C code of its own, working on Go's data in place. Both live in one memory.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(#name)))

static int ascending(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

EXPORT(sort_numbers) void sort_numbers(int32_t *numbers, int32_t count) {
  qsort(numbers, count, sizeof *numbers, ascending);
}

// A checksum, as in zlib.
EXPORT(adler32) uint32_t adler32(const uint8_t *data, int32_t length) {
  uint32_t a = 1, b = 0;
  for (int32_t i = 0; i < length; i++) {
    a = (a + data[i]) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

// Formats into memory from C's own heap. The caller gives it back with release.
EXPORT(describe) char *describe(double number) {
  char *text = malloc(64);
  snprintf(text, 64, "%.3f is about %.0f", number, number);
  return text;
}

EXPORT(length) int32_t length(const char *text) { return strlen(text); }
EXPORT(release) void release(char *text) { free(text); }
