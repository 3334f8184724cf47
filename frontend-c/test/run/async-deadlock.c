// exit: 2
// stderr: async: all tasks are waiting for each other
#include <stdio.h>
#include <weft/async.h>

static async_t task;

static void *wait_for_own_end(void *x) { return async_await(task); }

static void *program(void *x) {
  task = async_start(wait_for_own_end, NULL);
  printf("before\n");
  return async_await(task);
}

int main(void) { return async_run(program, NULL) != NULL; }
