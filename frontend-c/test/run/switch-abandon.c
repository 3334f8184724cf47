// native only: V8 14.6 has no switch
// Fibers freed while suspended and before they start, 10,000 times.
#include <fiber_switch.h>
#include <stdint.h>
#include <stdio.h>

static int ends;

static void *once(void *argument, fiber_t who) {
  fiber_switch(who, argument, &who);
  ends++;
  return NULL;
}

static void *program(int argc, char **argv) {
  intptr_t sum = 0;
  for (intptr_t i = 0; i < 10000; i++) {
    fiber_t from, never = fiber_alloc(once), half = fiber_alloc(once);
    sum += (intptr_t)fiber_switch(half, (void *)i, &from);
    if (from != half) return "wrong fiber";
    fiber_free(half);
    fiber_free(never);
  }
  printf("%d, %d ends\n", (int)sum, ends);
  return "done";
}

int main(int argc, char **argv) {
  printf("%s\n", (char *)fiber_main(program, argc, argv));
  return 0;
}
