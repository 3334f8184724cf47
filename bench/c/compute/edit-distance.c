// The edit distance of two texts of n letters, by dynamic programming. An operation is one cell.
#include "stopwatch.h"

static int min(int a, int b) { return a < b ? a : b; }

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  char *a = malloc(2 * n), *b = a + n;
  int *row = malloc((n + 1) * sizeof *row);
  uint32_t state = 3;
  for (long i = 0; i < 2 * n; i++) {
    state = state * 1664525 + 1013904223;
    a[i] = "acgt"[state >> 30];
  }
  stopwatch_start();
  for (long j = 0; j <= n; j++) row[j] = (int)j;
  for (long i = 1; i <= n; i++) {
    int diagonal = row[0];
    row[0] = (int)i;
    for (long j = 1; j <= n; j++) {
      int cost = min(diagonal + (a[i - 1] != b[j - 1]), min(row[j], row[j - 1]) + 1);
      diagonal = row[j];
      row[j] = cost;
    }
  }
  stopwatch_stop((uint64_t)n * n, "%d", row[n]);
}
