// Conway's life on a torus of n by n cells for a hundred generations. An operation is one cell.
#include "stopwatch.h"
#include <string.h>

static void step(int n, const uint8_t *from, uint8_t *to) {
  for (int y = 0; y < n; y++) {
    const uint8_t *up = from + (y + n - 1) % n * n, *here = from + y * n, *down = from + (y + 1) % n * n;
    for (int x = 0; x < n; x++) {
      int l = x ? x - 1 : n - 1, r = x + 1 < n ? x + 1 : 0;
      int count = up[l] + up[x] + up[r] + here[l] + here[r] + down[l] + down[x] + down[r];
      to[y * n + x] = count == 3 || (count == 2 && here[x]);
    }
  }
}

int main(int argc, char **argv) {
  int n = (int)stopwatch_size(argc, argv);
  uint8_t *cells = malloc(2 * n * n), *next = cells + n * n;
  uint32_t state = 9;
  long alive = 0;
  for (int i = 0; i < n * n; i++) {
    state = state * 1664525 + 1013904223;
    cells[i] = state >> 30 == 0;
  }
  stopwatch_start();
  for (int i = 0; i < 100; i++) {
    step(n, cells, next);
    uint8_t *t = cells;
    cells = next;
    next = t;
  }
  for (int i = 0; i < n * n; i++) alive += cells[i];
  stopwatch_stop(100ull * n * n, "%ld", alive);
}
