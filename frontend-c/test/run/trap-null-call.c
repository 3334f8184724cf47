// exit: 134
#include <stdio.h>

typedef int (*function)(int);

int main(int argc, char **argv) {
  function volatile f = NULL;
  printf("before\n");
  fflush(stdout);
  return f(argc);
}
