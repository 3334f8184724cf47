// 5,000 fibers alive at once, each with data on its own stack; then as many again, in the slots of the first.
#include <fiber.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 5000, ROUNDS = 4 };

static void *worker(void *argument) {
  int numbers[64];
  int id = (int)(intptr_t)argument;
  for (int i = 0; i < 64; i++) numbers[i] = id;
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < 64; i++) numbers[i] += round;
    fiber_yield(&numbers[round]);
  }
  long sum = 0;
  for (int i = 0; i < 64; i++) sum += numbers[i];
  return (void *)(intptr_t)(sum % 1000);
}

static fiber_t fibers[COUNT];

int main(void) {
  fiber_init();
  for (int again = 0; again < 2; again++) {
    long total = 0;
    fiber_result_t status;
    for (int i = 0; i < COUNT; i++) {
      fibers[i] = fiber_alloc(worker);
      if (!fibers[i]) return printf("no fiber %d\n", i), 1;
    }
    for (int round = 0; round < ROUNDS; round++)
      for (int i = 0; i < COUNT; i++) {
        int *number = fiber_resume(fibers[i], (void *)(intptr_t)i, &status);
        if (status != FIBER_YIELD) return printf("status %d\n", status), 1;
        total += *number;
      }
    for (int i = 0; i < COUNT; i++) {
      total += (intptr_t)fiber_resume(fibers[i], NULL, &status);
      if (status != FIBER_OK) return printf("status %d\n", status), 1;
      fiber_free(fibers[i]);
    }
    printf("%ld\n", total);
  }
  fiber_finalize();
  return 0;
}
