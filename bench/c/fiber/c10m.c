// n connections, 10,000 of them live at a time: a fiber each, which waits once and then uses 32 KiB of its stack. An
// operation is one connection.
#include "stopwatch.h"
#include <fiber.h>

enum { live = 10000, used = 32 << 10, page = 4096 };

__attribute__((noinline)) static uintptr_t use_stack(uintptr_t request) {
  volatile char space[used];
  for (int i = 0; i < used; i += page) space[i] = (char)request;
  return (uintptr_t)(space[0] == (char)request);
}

static void *connection(void *argument) {
  (void)argument;
  uintptr_t request = (uintptr_t)fiber_yield(NULL);
  return (void *)use_stack(request);
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv), served = 0;
  static fiber_t waiting[live];
  fiber_result_t status;
  fiber_init();
  stopwatch_start();
  for (long i = 0; i < n + live; i++) {
    fiber_t *slot = &waiting[i % live];
    if (*slot) {
      served += (long)(uintptr_t)fiber_resume(*slot, (void *)(uintptr_t)i, &status);
      fiber_free(*slot);
      *slot = NULL;
    }
    if (i < n) {
      *slot = fiber_alloc(connection);
      fiber_resume(*slot, NULL, &status);
    }
  }
  stopwatch_stop(n, "%ld", served);
  fiber_finalize();
}
