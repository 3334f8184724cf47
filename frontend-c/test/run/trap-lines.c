// A trap shows functions and source lines, also those that clang has inlined.
// exit: 134
// stderr: trap: integer divide by zero
// stderr: at divide (
// stderr: trap-lines.c:14)
// stderr: at halve (
// stderr: trap-lines.c:21)
// stderr: at main (
// stderr: trap-lines.c:28)
#include <stdio.h>

static volatile int zero;

static inline int divide(int a, int b) { return a / b; }

__attribute__((noinline)) static int halve(int n) {
  int sum = n;
  for (int i = 0; i < n; i++)
    sum += zero;
  printf("sum %d\n", sum);
  return divide(sum, zero);
}

int main(void) {
  printf("before\n");
  // Nobody flushes it when the program traps.
  fflush(stdout);
  return halve(3) + 1;
}
