// args: 200
// A chain of filters, one fiber per prime.
#include <fiber.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void *filter(void *argument) {
  int prime = (int)(intptr_t)argument;
  int candidate = (int)(intptr_t)fiber_yield(NULL);
  while (candidate > 0) candidate = (int)(intptr_t)fiber_yield((void *)(intptr_t)(candidate % prime != 0));
  return NULL;
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 10, found = 0;
  fiber_t *filters = malloc(count * sizeof *filters);
  fiber_result_t status;
  fiber_init();
  for (int candidate = 2; found < count; candidate++) {
    int is_prime = 1;
    for (int i = 0; i < found && is_prime; i++)
      is_prime = (int)(intptr_t)fiber_resume(filters[i], (void *)(intptr_t)candidate, &status);
    if (!is_prime) continue;
    printf("%d%c", candidate, found % 10 == 9 ? '\n' : ' ');
    filters[found] = fiber_alloc(filter);
    fiber_resume(filters[found++], (void *)(intptr_t)candidate, &status);
  }
  for (int i = 0; i < found; i++) {
    fiber_resume(filters[i], NULL, &status);
    if (status != FIBER_OK) return 1;
    fiber_free(filters[i]);
  }
  fiber_finalize();
  free(filters);
  return 0;
}
