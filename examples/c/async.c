// Async and await in C: three workers wait at the same time, each in the middle of its own calls, on one event loop.
//
//   weft run examples/c/async.c

#include <stdio.h>
#include <stdlib.h>
#include <weft/async.h>

typedef struct {
  const char *name;
  int milliseconds;
} order;

// Waiting works from any depth of calls; nothing here is marked as asynchronous.
static void work(const order *it, const char *what) {
  async_sleep(it->milliseconds);
  printf("%s: %s\n", it->name, what);
}

static void *prepare(void *argument) {
  const order *it = argument;
  work(it, "started");
  work(it, "half done");
  work(it, "ready");
  char *bill = malloc(32);
  snprintf(bill, 32, "%s took %d ms", it->name, 3 * it->milliseconds);
  return bill;
}

static void *restaurant(void *unused) {
  static order orders[] = {{"soup", 100}, {"salad", 20}, {"steak", 240}};
  async_t cooking[3];
  for (int i = 0; i < 3; i++) cooking[i] = async_start(prepare, &orders[i]);
  for (int i = 0; i < 3; i++) {
    char *bill = async_await(cooking[i]);
    printf("served: %s\n", bill);
    free(bill);
  }
  return unused;
}

int main(void) {
  async_run(restaurant, NULL);
  return 0;
}
