// How many points of an n by n grid stay near zero for fifty steps. An operation is one point.
#include "stopwatch.h"

static int inside(double cr, double ci) {
  double zr = 0, zi = 0;
  for (int i = 0; i < 50; i++) {
    double rr = zr * zr, ii = zi * zi;
    if (rr + ii > 4) return 0;
    zi = 2 * zr * zi + ci;
    zr = rr - ii + cr;
  }
  return 1;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv), count = 0;
  stopwatch_start();
  for (long y = 0; y < n; y++)
    for (long x = 0; x < n; x++) count += inside(2.0 * x / n - 1.5, 2.0 * y / n - 1);
  stopwatch_stop((uint64_t)n * n, "%ld", count);
}
