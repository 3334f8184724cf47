// The main stack lies at the bottom of memory: too deep a recursion traps before it can damage data.
// exit: 134
#include <stdio.h>

static volatile char precious[] = "precious";

static int deep(int n) {
  volatile char room[4096];
  room[n & 4095] = 1;
  return deep(n + 1) + room[0];
}

int main(void) {
  printf("%s\n", (char *)precious);
  fflush(stdout);
  return deep(0);
}
