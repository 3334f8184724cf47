// Tasks, their results, and the order of their times.
#include <stdint.h>
#include <stdio.h>
#include <weft/async.h>

static void *sleeper(void *milliseconds) {
  async_sleep((intptr_t)milliseconds);
  printf("slept %d\n", (int)(intptr_t)milliseconds);
  return (void *)((intptr_t)milliseconds * 2);
}

static void *pausing(void *name) {
  for (int i = 0; i < 3; i++) {
    printf("%s %d\n", (char *)name, i);
    async_pause();
  }
  return name;
}

static void *forever(void *x) {
  for (;;) async_pause();
}

static void *fib(void *n) {
  if ((intptr_t)n < 2) return n;
  async_t a = async_start(fib, (void *)((intptr_t)n - 1)), b = async_start(fib, (void *)((intptr_t)n - 2));
  intptr_t x = (intptr_t)async_await(a), y = (intptr_t)async_await(b);
  return (void *)(x + y);
}

static void *program(void *argument) {
  printf("%s\n", (char *)argument);
  async_t a = async_start(pausing, "left"), b = async_start(pausing, "right");
  async_await(a);
  async_await(b);
  int times[] = {40, 10, 30, 0, 20};
  async_t tasks[5];
  for (int i = 0; i < 5; i++) tasks[i] = async_start(sleeper, (void *)(intptr_t)times[i]);
  int sum = 0;
  for (int i = 0; i < 5; i++) sum += (int)(intptr_t)async_await(tasks[i]);
  printf("%d\n", sum);
  // A task that never waits does not keep a sleeper from waking.
  async_start(forever, NULL);
  async_sleep(5);
  printf("fib %d\n", (int)(intptr_t)async_await(async_start(fib, (void *)15)));
  return "end";
}

int main(void) {
  printf("%s\n", (char *)async_run(program, "begin"));
  return 0;
}
