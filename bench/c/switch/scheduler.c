// Ten workers in a ring, each switching to the next, n turns in all. An operation is one turn.
#include "stopwatch.h"
#include <fiber_switch.h>

enum { workers = 10 };

static fiber_t ring[workers], whole;
static long turns, limit;

static void *worker(void *argument, fiber_t from) {
  uintptr_t next = ((uintptr_t)argument + 1) % workers;
  if (next == 1) whole = from;
  for (;;) {
    turns++;
    fiber_switch(turns == limit ? whole : ring[next], (void *)next, &from);
  }
}

static void *program(int argc, char **argv) {
  fiber_t from;
  limit = stopwatch_size(argc, argv);
  for (int i = 0; i < workers; i++) ring[i] = fiber_alloc(worker);
  stopwatch_start();
  fiber_switch(ring[0], (void *)0, &from);
  stopwatch_stop((uint64_t)turns, "%ld", turns);
  for (int i = 0; i < workers; i++) fiber_free(ring[i]);
  return NULL;
}

int main(int argc, char **argv) { fiber_main(program, argc, argv); }
