// How many ways are there to put n queens on a board of n by n? Bit sets. An operation is one queen put down.
#include "stopwatch.h"

static long placed;

static long solve(unsigned all, unsigned columns, unsigned rising, unsigned falling) {
  long solutions = 0;
  if (columns == all) return 1;
  for (unsigned open = all & ~(columns | rising | falling); open;) {
    unsigned bit = open & -open;
    open ^= bit;
    placed++;
    solutions += solve(all, columns | bit, (rising | bit) << 1, (falling | bit) >> 1);
  }
  return solutions;
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv);
  stopwatch_start();
  long solutions = solve((1u << n) - 1, 0, 0, 0);
  stopwatch_stop(placed, "%ld %ld", solutions, placed);
}
