// The spectral norm of an infinite matrix's corner, by power iteration. An operation is one element of the matrix used.
#include "stopwatch.h"
#include <math.h>

static double element(int i, int j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void times(int n, const double *v, double *to) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += element(i, j) * v[j];
    to[i] = sum;
  }
}

static void times_transposed(int n, const double *v, double *to) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += element(j, i) * v[j];
    to[i] = sum;
  }
}

int main(int argc, char **argv) {
  int n = (int)stopwatch_size(argc, argv);
  double *u = calloc(3 * n, sizeof *u), *v = u + n, *w = v + n, vbv = 0, vv = 0;
  stopwatch_start();
  for (int i = 0; i < n; i++) u[i] = 1;
  for (int i = 0; i < 10; i++) {
    times(n, u, w);
    times_transposed(n, w, v);
    times(n, v, w);
    times_transposed(n, w, u);
  }
  for (int i = 0; i < n; i++) {
    vbv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  stopwatch_stop(40ull * n * n, "%.9f", sqrt(vbv / vv));
}
