// Two n by n matrices of double multiplied, row by row. An operation is one multiplication and addition.
#include "stopwatch.h"

static void multiply(int n, const double *a, const double *b, double *product) {
  for (int i = 0; i < n; i++)
    for (int k = 0; k < n; k++) {
      double x = a[i * n + k];
      for (int j = 0; j < n; j++) product[i * n + j] += x * b[k * n + j];
    }
}

int main(int argc, char **argv) {
  int n = (int)stopwatch_size(argc, argv);
  double *a = calloc(3 * n * n, sizeof *a), *b = a + n * n, *product = b + n * n, trace = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      a[i * n + j] = (i * 7 + j * 3) % 11 - 5;
      b[i * n + j] = (i * 5 + j * 2) % 13 - 6;
    }
  stopwatch_start();
  multiply(n, a, b, product);
  for (int i = 0; i < n; i++) trace += product[i * n + i] * (i % 7) + product[i * n + n - 1 - i];
  stopwatch_stop((uint64_t)n * n * n, "%.3f", trace);
}
