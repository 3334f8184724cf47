// native only: V8 14.6 has no switch
// args: 3
// Workers that switch to each other in a ring; each leaves when it is done, the last one back to the program.
#include <fiber_switch.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 4 };

static struct { fiber_t fiber; int left; const char *name; } worker[WORKERS] = {
    {0, 1, "ant"}, {0, 4, "bee"}, {0, 2, "cat"}, {0, 3, "dog"}};
static fiber_t program_fiber;
static int current, done;

static int next_worker(void) {
  for (int i = 1; i <= WORKERS; i++)
    if (worker[(current + i) % WORKERS].left > 0) return (current + i) % WORKERS;
  return -1;
}

static void *work(void *argument, fiber_t who) {
  int me = (int)(intptr_t)argument;
  char note[32];
  while (worker[me].left-- > 1) {
    snprintf(note, sizeof note, "%s has %d left", worker[me].name, worker[me].left);
    int next = next_worker();
    if (next == me) continue;
    current = next;
    fiber_switch(worker[next].fiber, (void *)(intptr_t)next, &who);
    printf("%s\n", note);
  }
  printf("%s is done\n", worker[me].name);
  done++;
  current = next_worker();
  if (current < 0) fiber_switch_return(program_fiber, (void *)(intptr_t)done);
  fiber_switch_return(worker[current].fiber, (void *)(intptr_t)current);
  return NULL;
}

static void *greet(void *argument, fiber_t who) {
  printf("hello %s\n", (char *)argument);
  program_fiber = who;
  fiber_switch_return(who, "and back");
  return NULL;
}

static void *program(int argc, char **argv) {
  fiber_t from, greeter = fiber_alloc(greet);
  printf("%s\n", (char *)fiber_switch(greeter, argv[argc - 1], &from));
  printf("from the greeter: %d\n", from == greeter);
  fiber_free(greeter);
  for (int i = 0; i < WORKERS; i++) worker[i].fiber = fiber_alloc(work);
  intptr_t count = (intptr_t)fiber_switch(worker[0].fiber, 0, &from);
  printf("%d done\n", (int)count);
  for (int i = 0; i < WORKERS; i++) fiber_free(worker[i].fiber);
  return (void *)(intptr_t)7;
}

int main(int argc, char **argv) {
  int result = (int)(intptr_t)fiber_main(program, argc, argv);
  printf("result %d\n", result);
  return 0;
}
