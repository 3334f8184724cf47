// Over all permutations of n numbers: how often can a prefix be flipped before a 1 leads? An operation is a permutation.
#include "stopwatch.h"
#include <string.h>

int main(int argc, char **argv) {
  int n = (int)stopwatch_size(argc, argv);
  int perm[16], work[16], count[16];
  long permutations = 0;
  int checksum = 0, max_flips = 0, sign = 1;
  if (n > 16) return 1;
  stopwatch_start();
  for (int i = 0; i < n; i++) perm[i] = i;
  for (int r = n;;) {
    for (; r != 1; r--) count[r - 1] = r;
    permutations++;
    if (perm[0]) {
      int flips = 0;
      memcpy(work, perm, n * sizeof *perm);
      for (int k; (k = work[0]) != 0; flips++)
        for (int i = 0; i < k; i++, k--) {
          int t = work[i];
          work[i] = work[k];
          work[k] = t;
        }
      if (flips > max_flips) max_flips = flips;
      checksum += sign * flips;
    }
    sign = -sign;
    // The next permutation: rotate ever longer prefixes until one has turns left.
    for (;; r++) {
      if (r == n) goto done;
      int first = perm[0];
      for (int i = 0; i < r; i++) perm[i] = perm[i + 1];
      perm[r] = first;
      if (--count[r] > 0) break;
    }
  }
done:
  stopwatch_stop(permutations, "%d %d", checksum, max_flips);
}
