// Numbers sorted by quicksort with insertion sort for short pieces, and by heap sort. An operation is one number sorted.
#include "stopwatch.h"

static void quick(int64_t *a, long n) {
  while (n > 16) {
    int64_t first = a[0], middle = a[n / 2], last = a[n - 1], pivot;
    if (first < middle)
      pivot = middle < last ? middle : first < last ? last : first;
    else
      pivot = first < last ? first : middle < last ? last : middle;
    long i = 0, j = n - 1;
    for (;; i++, j--) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i >= j) break;
      int64_t t = a[i];
      a[i] = a[j];
      a[j] = t;
    }
    quick(a, i);
    a += i;
    n -= i;
  }
  for (long i = 1; i < n; i++) {
    int64_t v = a[i];
    long j = i;
    for (; j > 0 && a[j - 1] > v; j--) a[j] = a[j - 1];
    a[j] = v;
  }
}

static void sift(int64_t *a, long n, long i) {
  int64_t v = a[i];
  for (long child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && a[child + 1] > a[child]) child++;
    if (a[child] <= v) break;
    a[i] = a[child];
  }
  a[i] = v;
}

static void heap(int64_t *a, long n) {
  for (long i = n / 2; i-- > 0;) sift(a, n, i);
  for (long end = n; end-- > 1;) {
    int64_t t = a[0];
    a[0] = a[end];
    a[end] = t;
    sift(a, end, 0);
  }
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  int64_t *a = malloc(2 * n * sizeof *a), *b = a + n;
  uint64_t state = 88172645463325252u;
  for (long i = 0; i < n; i++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    a[i] = b[i] = (int64_t)(state >> 20);
  }
  stopwatch_start();
  quick(a, n);
  heap(b, n);
  long wrong = 0;
  for (long i = 0; i < n; i++) wrong += a[i] != b[i] || (i && a[i] < a[i - 1]);
  stopwatch_stop(2 * n, "%ld %lld", wrong, (long long)a[n / 3]);
}
