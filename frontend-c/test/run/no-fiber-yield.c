// A yield with nobody to yield to.
// exit: 134
#include <fiber.h>
#include <stdio.h>

int main(void) {
  fiber_init();
  printf("before\n");
  fflush(stdout);
  fiber_yield(NULL);
  printf("not reached\n");
  return 0;
}
