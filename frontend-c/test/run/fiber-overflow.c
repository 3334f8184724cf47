// The C stack of a fiber is full: a trap, and the neighbour's data is whole until then.
// exit: 134
// stderr: fiber: C stack overflow
#include <fiber.h>
#include <stdio.h>
#include <string.h>

static char *neighbour;

static void *keeper(void *x) {
  char text[60000];
  memset(text, 'k', sizeof text);
  fiber_yield(text);
  return x;
}

static int check(void) {
  for (int i = 0; i < 60000; i++)
    if (neighbour[i] != 'k') return 0;
  return 1;
}

static int deep(int n) {
  volatile char room[1000];
  memset((char *)room, 'd', sizeof room);
  if (!check()) return printf("damaged at depth %d\n", n), 0;
  if (n == 60) printf("depth %d\n", n), fflush(stdout);
  return deep(n + 1) + room[n % 1000];
}

static void *digger(void *x) {
  deep(0);
  return x;
}

int main(void) {
  fiber_init();
  fiber_result_t status;
  // Slots are handed out upwards: the keeper's lies below the digger's.
  fiber_t k = fiber_alloc(keeper), d = fiber_alloc(digger);
  neighbour = fiber_resume(k, NULL, &status);
  fiber_resume(d, NULL, &status);
  printf("not reached\n");
  return 0;
}
