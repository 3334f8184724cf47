// A fast Fourier transform of n points (a power of two), there and back, ten times. An operation is one butterfly.
#include "stopwatch.h"
#include <math.h>

struct complex {
  double re, im;
};

static void transform(int n, struct complex *x, const struct complex *roots, int inverse) {
  for (int i = 1, j = 0; i < n; i++) {
    int bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      struct complex t = x[i];
      x[i] = x[j];
      x[j] = t;
    }
  }
  for (int length = 2; length <= n; length <<= 1) {
    int half = length / 2, step = n / length;
    for (int i = 0; i < n; i += length)
      for (int k = 0; k < half; k++) {
        struct complex w = roots[k * step], a = x[i + k], b = x[i + k + half];
        if (inverse) w.im = -w.im;
        struct complex t = {b.re * w.re - b.im * w.im, b.re * w.im + b.im * w.re};
        x[i + k] = (struct complex){a.re + t.re, a.im + t.im};
        x[i + k + half] = (struct complex){a.re - t.re, a.im - t.im};
      }
  }
}

int main(int argc, char **argv) {
  int n = (int)stopwatch_size(argc, argv), levels = 0;
  struct complex *x = calloc(2 * n, sizeof *x), *roots = x + n;
  double worst = 0;
  while (1 << levels < n) levels++;
  for (int i = 0; i < n; i++) {
    double angle = -2 * 3.141592653589793 * i / n;
    roots[i] = (struct complex){cos(angle), sin(angle)};
    x[i] = (struct complex){i % 17, i % 5};
  }
  stopwatch_start();
  for (int round = 0; round < 10; round++) {
    transform(n, x, roots, 0);
    transform(n, x, roots, 1);
    for (int i = 0; i < n; i++) {
      x[i].re /= n;
      x[i].im /= n;
    }
  }
  for (int i = 0; i < n; i++) {
    double off = fabs(x[i].re - i % 17) + fabs(x[i].im - i % 5);
    if (off > worst) worst = off;
  }
  stopwatch_stop(10ull * n * levels, "%s", worst < 1e-9 ? "same" : "different");
}
