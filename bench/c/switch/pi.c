// A thousand fibers add up parts of the series of pi, n terms between two switches, each to the next in a ring, fifty times.
// An operation is one switch.
#include "stopwatch.h"
#include <fiber_switch.h>

enum { tasks = 1000, turns = 50 };

static fiber_t ring[tasks], whole;
static double sums[tasks];
static long batch;

static void *task(void *argument, fiber_t from) {
  uintptr_t number = (uintptr_t)argument;
  if (number == 0) whole = from;
  long first = (long)number * turns * batch;
  double sum = 0;
  for (int i = 0; i < turns; i++) {
    for (long k = first + i * batch; k < first + (i + 1) * batch; k++) sum += (k & 1 ? -4.0 : 4.0) / (double)(2 * k + 1);
    sums[number] = sum;
    // The last one of the last turn goes back to the program; a first switch tells the next one its number.
    uintptr_t next = (number + 1) % tasks;
    fiber_switch(i + 1 == turns && next == 0 ? whole : ring[next], (void *)next, &from);
  }
  return NULL;
}

static void *program(int argc, char **argv) {
  double pi = 0;
  fiber_t from;
  batch = stopwatch_size(argc, argv);
  stopwatch_start();
  for (int i = 0; i < tasks; i++) ring[i] = fiber_alloc(task);
  fiber_switch(ring[0], (void *)0, &from);
  for (int i = 0; i < tasks; i++) {
    pi += sums[i];
    fiber_free(ring[i]);
  }
  stopwatch_stop((uint64_t)tasks * turns, "%.6f", pi);
  return NULL;
}

int main(int argc, char **argv) { fiber_main(program, argc, argv); }
