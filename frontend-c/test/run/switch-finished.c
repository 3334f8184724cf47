// native only: V8 14.6 has no switch
// exit: 134
// stderr: null continuation reference
// A switch to a fiber that has left.
#include <fiber_switch.h>
#include <stdio.h>

static void *leave(void *argument, fiber_t who) {
  fiber_switch_return(who, argument);
  return NULL;
}

static void *program(int argc, char **argv) {
  fiber_t from, f = fiber_alloc(leave);
  fiber_switch(f, NULL, &from);
  printf("back\n");
  fflush(stdout);
  fiber_switch(f, NULL, &from);
  return NULL;
}

int main(int argc, char **argv) {
  fiber_main(program, argc, argv);
  return 0;
}
