// A round-robin scheduler: tasks take turns, giving way with fiber_yield. The scheduler is an ordinary function with a
// queue; a task that is done leaves the queue.
//
//   weft run examples/c/round-robin.c

#include <fiber.h>
#include <stdio.h>

enum { MAX_TASKS = 16 };

// First in, first out; a ring.
static struct {
  fiber_t task[MAX_TASKS];
  int first, count;
} queue;

static void enqueue(fiber_t task) { queue.task[(queue.first + queue.count++) % MAX_TASKS] = task; }

static fiber_t dequeue(void) {
  fiber_t task = queue.task[queue.first];
  queue.first = (queue.first + 1) % MAX_TASKS;
  queue.count--;
  return task;
}

typedef struct {
  const char *name;
  int steps;
} job;

static void *work(void *argument) {
  job *my = argument;
  for (int step = 1; step <= my->steps; step++) {
    printf("%s: step %d of %d\n", my->name, step, my->steps);
    fiber_yield(NULL);
  }
  printf("%s: done\n", my->name);
  return NULL;
}

int main(void) {
  static job jobs[] = {{"wash", 2}, {"cook", 3}, {"bake", 1}};
  int turns = 0;
  fiber_init();
  fiber_result_t status;
  for (int i = 0; i < 3; i++) {
    fiber_t task = fiber_alloc(work);
    // The argument of the first resume is the argument of the function.
    fiber_resume(task, &jobs[i], &status);
    enqueue(task);
  }
  while (queue.count > 0) {
    fiber_t task = dequeue();
    fiber_resume(task, NULL, &status);
    turns++;
    if (status == FIBER_YIELD) enqueue(task);
    else fiber_free(task);
  }
  printf("%d turns\n", turns);
  fiber_finalize();
  return 0;
}
