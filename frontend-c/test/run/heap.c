// Allocates 40 MB in pieces of changing sizes, frees every other one, and checks what is left.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 4000 };
static struct { uint32_t *words; size_t size; } piece[COUNT];

int main(void) {
  uint32_t seed = 1;
  size_t total = 0;
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < COUNT; i++) {
      if (piece[i].words) continue;
      seed = seed * 1664525u + 1013904223u;
      piece[i].size = 1 + seed % 5000;
      piece[i].words = malloc(piece[i].size * sizeof(uint32_t));
      if (!piece[i].words) return printf("out of memory\n"), 1;
      for (size_t k = 0; k < piece[i].size; k++) piece[i].words[k] = i * 31 + k;
      total += piece[i].size;
    }
    for (int i = round % 2; i < COUNT; i += 2) {
      for (size_t k = 0; k < piece[i].size; k++) if (piece[i].words[k] != i * 31 + k) return printf("damaged\n"), 1;
      free(piece[i].words);
      piece[i].words = NULL;
    }
  }
  printf("%zu words\n", total);
  return 0;
}
