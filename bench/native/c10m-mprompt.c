// c/fiber/c10m on libmprompt's own interface, without fiber.h between.
#include "stopwatch.h"
#include <mprompt.h>

enum { live = 10000, used = 32 << 10, page = 4096 };

__attribute__((noinline)) static uintptr_t use_stack(uintptr_t request) {
  volatile char space[used];
  for (int i = 0; i < used; i += page) space[i] = (char)request;
  return (uintptr_t)(space[0] == (char)request);
}

static void *suspended(mp_resume_t *rest, void *unused) {
  (void)unused;
  return rest;
}

static void *connection(mp_prompt_t *prompt, void *unused) {
  (void)unused;
  return (void *)use_stack((uintptr_t)mp_yield(prompt, suspended, NULL));
}

int main(int argc, char **argv) {
  long n = stopwatch_size(argc, argv), served = 0;
  static mp_resume_t *waiting[live];
  mp_config_t config = mp_config_default();
  mp_init(&config);
  stopwatch_start();
  for (long i = 0; i < n + live; i++) {
    mp_resume_t **slot = &waiting[i % live];
    if (*slot) served += (long)(uintptr_t)mp_resume(*slot, (void *)(uintptr_t)i);
    *slot = i < n ? mp_prompt(connection, NULL) : NULL;
  }
  stopwatch_stop(n, "%ld", served);
}
