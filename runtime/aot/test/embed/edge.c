// Calls every export of edge.wat and prints how it ended; then fails many times, which must not cost memory.
#include "edge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

// Calls the module again n times, one inside the other. Negative: fails in some way.
int32_t weft_host_env_back(int32_t n) {
  int32_t result = 0;
  if (n == 0) return 100;
  if (n == -1) weft_fail("host says no");
  if (n == -2) return edge_trap2() * 10;
  if (n == -3) return edge_reenter(-1, &result) * 10;
  if (edge_reenter_in_cont(n - 1, &result) != WEFT_OK) weft_fail(weft_error_message());
  return result;
}

// More arguments than there are registers for.
double weft_host_env_many(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f, int32_t g, int64_t h, float i,
                          double j, float k, float l, float m, float n, float o, float p, float q, double r) {
  return a + 10 * b + 100 * c + 1000 * d + 1e4 * e + 1e5 * f + 1e6 * g + h + i + j + k + l + m + n + o + p + q + r;
}

static void say(const char *name, weft_status status) {
  printf("%s: %d %s\n", name, status, status == WEFT_OK ? "ok" : weft_error_message());
}

static void fail_often(int times) {
  int32_t result;
  for (int i = 0; i < times; i++) {
    edge_trap2();
    edge_throws();
    edge_lost();
    edge_reenter_in_cont(-2, &result);
    edge_reenter_in_cont(3, &result);
  }
}

static long resident(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

int main(int argc, char **argv) {
  int32_t small = 0, last = 0;
  int64_t big = 0;
  float f = 0;
  double d = 0;
  say("early", edge_trap2());
  say("instantiate", weft_instantiate(argc, argv));
  say("again", weft_instantiate(argc, argv));
  say("trap", edge_trap2());
  say("throws", edge_throws());
  say("lost", edge_lost());
  say("wild", edge_wild(&small));
  say("exit", edge_exit());
  printf("exit code %d\n", weft_exit_code());
  say("reenter", edge_reenter(5, &small));
  printf("%d\n", small);
  say("too deep", edge_reenter(1000, &small));
  say("host fails", edge_reenter(-1, &small));
  say("inner call traps", edge_reenter_in_cont(-2, &small));
  printf("%d\n", small);
  say("inner host fails", edge_reenter_in_cont(-3, &small));
  printf("%d\n", small);
  say("sum", edge_sum(&d));
  printf("%.1f\n", d);
  say("five", edge_five(-5, -6, 1.5f, 2.5, &d, &f, &big, &small, &last));
  printf("%g %g %lld %d %d\n", d, f, (long long)big, small, last);
  say("results dropped", edge_five(0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL));
  printf("memory: %d %d\n", weft_memory_at(65535, 1) != NULL, weft_memory_at(65535, 2) != NULL);

  fail_often(1000);
  const long before = resident();
  fail_often(10000);
  printf("grew: %s\n", resident() - before < 4096 ? "no" : "yes");

  say("overflow", edge_overflow());
  say("reenter", edge_reenter(5, &small));
  printf("%d\n", small);
  if (argc > 1 && strcmp(argv[1], "fault") == 0) *(volatile int *)8 = 1; // the C program's own mistake
  return 0;
}
