// What a switch of stacks costs: calls the loops of switching.wat. Arguments: what to measure, how often, and how deep or
// how many.
#include "../include/stopwatch.h"
#include <string.h>

#define LOOP(name) __attribute__((import_module("switching"), import_name(#name)))

LOOP(pair) int64_t loop_pair(int n);
LOOP(depth) int64_t loop_depth(int n, int depth);
LOOP(create) int64_t loop_create(int n);
LOOP(populate) int64_t loop_populate(int n);
LOOP(round) int64_t loop_round(int n);

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  int n = argc > 2 ? atoi(argv[2]) : 0, many = argc > 3 ? atoi(argv[3]) : 1;
  if (strcmp(what, "pair") == 0) {
    stopwatch_start();
    int64_t sum = loop_pair(n);
    stopwatch_stop(n, "%lld", (long long)sum);
  } else if (strcmp(what, "depth") == 0) {
    stopwatch_start();
    int64_t sum = loop_depth(n, many);
    stopwatch_stop(n, "%lld", (long long)sum);
  } else if (strcmp(what, "create") == 0) {
    stopwatch_start();
    int64_t sum = loop_create(n);
    stopwatch_stop(n, "%lld", (long long)sum);
  } else if (strcmp(what, "live") == 0) {
    stopwatch_start();
    int64_t sum = loop_populate(n);
    stopwatch_stop(n, "%lld", (long long)sum);
  } else if (strcmp(what, "robin") == 0) {
    int64_t sum = loop_populate(many);
    stopwatch_start();
    for (int i = 0; i < n / many; i++) sum += loop_round(many);
    stopwatch_stop(n / many * many, "%lld", (long long)sum);
  } else {
    fprintf(stderr, "usage: switching pair|depth|create|live|robin N [HOW-MANY]\n");
    return 2;
  }
}
