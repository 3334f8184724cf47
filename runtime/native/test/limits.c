// Cases about exceptions, traps, overflow, memory: where things end.
#include "harness.h"

TAG(yield);
static weft_tag oops = {"oops", 2};

static weft_exn *make(uint64_t value) {
  weft_exn *exn = weft_exn_new(&oops);
  exn->payload[0] = value;
  exn->payload[1] = ~value;
  return exn;
}

// ---- exceptions ----------------------------------------------------------------------------------------------------

static void __attribute__((noinline)) throw_at(long depth, uint64_t value) {
  if (depth == 0) glue_throw(make(value));
  else throw_at(depth - 1, value);
  __asm__ volatile(""); // no tail call: the frames must be there
}
static void thrower(void *arg) { throw_at(*(long *)arg, 42); }

void case_throw(long n) {
  (void)n;
  long depth = 5;
  weft_exn *exn = glue_try(thrower, &depth);
  CHECK(exn && exn->tag == &oops && exn->payload[0] == 42 && exn->payload[1] == ~42ul);
  weft_exn_release(exn);
}

// Callee-saved registers of the catching function survive the unwinding.
static long __attribute__((noinline)) with_registers(long a, long b, long c, long d, long e) {
  long x = a * 3, y = b * 5, z = c * 7, v = d * 11, w = e * 13;
  long depth = 3;
  weft_exn *exn = glue_try(thrower, &depth);
  weft_exn_release(exn);
  return x + y + z + v + w + a + b + c + d + e;
}
void case_throw_registers(long n) {
  for (long i = 0; i < 100 + n; i++) CHECK(with_registers(i, i + 1, i + 2, i + 3, i + 4) == 4 * i + 6 * (i + 1) + 8 * (i + 2) + 12 * (i + 3) + 14 * (i + 4));
}

void case_throw_cost(long n) {
  static const long depths[] = {0, 1, 10, 100};
  for (size_t d = 0; d < sizeof depths / sizeof *depths; d++) {
    long depth = depths[d], before = status_kib("VmRSS");
    double start = seconds();
    for (long i = 0; i < n; i++) {
      weft_exn *exn = glue_try(thrower, &depth);
      CHECK(exn->payload[0] == 42);
      weft_exn_release(exn);
    }
    printf("throw and catch through %ld frames: %.0f ns\n", depth, (seconds() - start) / (double)n * 1e9);
    CHECK(status_kib("VmRSS") <= before + 256);
  }
}

// Escaped exceptions nobody holds any more are collected.
void case_throw_escaped(long n) {
  long depth = 0;
  for (long i = 0; i < 100000; i++) weft_exn_retain(glue_try(thrower, &depth));
  long before = status_kib("VmRSS");
  for (long i = 0; i < n; i++) weft_exn_retain(glue_try(thrower, &depth));
  CHECK(status_kib("VmRSS") <= before + 8192);
}

// Out of a continuation, through the resumer's frames.
FUNC(failing) {
  if (slots[0] == 0) throw_at(3, 7);
  cont k = glue_cont_new(&failing_ref);
  event e = resume(k, yield_clause, slots[0] - 1);
  CHECK(e.code == -1);
  glue_throw((weft_exn *)e.p[0]);
}
static void resume_failing(void *arg) {
  event e = resume(glue_cont_new(&failing_ref), yield_clause, *(uint64_t *)arg);
  CHECK(e.code == -1);
  glue_throw((weft_exn *)e.p[0]);
}
void case_throw_through(long n) {
  for (long i = 0; i < 1 + n; i++) {
    uint64_t levels = (uint64_t)i % 10;
    weft_exn *exn = glue_try(resume_failing, &levels);
    CHECK(exn && exn->payload[0] == 7);
    weft_exn_release(exn);
  }
}

// resume_throw: into a suspended continuation that catches it, into one that does not, into a fresh one.
static void yield_once(void *arg) { *(uint64_t *)arg = suspend(&yield, 1); }
FUNC(catching) {
  uint64_t got = 0;
  weft_exn *exn = glue_try(yield_once, &got);
  slots[0] = exn ? exn->payload[0] : got;
  if (exn) weft_exn_release(exn);
}
FUNC(not_catching) {
  yield_once(slots);
}
static int entered;
FUNC(never_entered) {
  entered = (int)slots[0] + 1;
}
void case_resume_throw(long n) {
  for (long i = 0; i < 1 + n; i++) {
    cont k = suspended(resume(glue_cont_new(&catching_ref), yield_clause, 0));
    event e;
    glue_resume_throw(&e, k.leaf, k.revision, yield_clause, make(9));
    CHECK(e.code == 0 && e.p[0] == 9);
    k = suspended(resume(glue_cont_new(&not_catching_ref), yield_clause, 0));
    glue_resume_throw(&e, k.leaf, k.revision, yield_clause, make(10));
    CHECK(e.code == -1 && ((weft_exn *)e.p[0])->payload[0] == 10);
    weft_exn_release((weft_exn *)e.p[0]);
    k = glue_cont_new(&never_entered_ref);
    glue_resume_throw(&e, k.leaf, k.revision, yield_clause, make(11));
    CHECK(e.code == -1 && ((weft_exn *)e.p[0])->payload[0] == 11 && entered == 0);
    weft_exn_release((weft_exn *)e.p[0]);
  }
}

void case_uncaught(long n) {
  (void)n;
  uint64_t levels = 2;
  resume_failing(&levels);
}

// ---- traps ---------------------------------------------------------------------------------------------------------

static volatile uint64_t sink;
void case_unreachable(long n) {
  (void)n;
  weft_trap(WEFT_TRAP_UNREACHABLE);
}
FUNC(out_of_bounds) {
  slots[0] = *(volatile uint8_t *)(WEFT_MEMORY0_BASE + slots[0]);
}
void case_memory(long n) {
  CHECK(*(volatile uint8_t *)(WEFT_MEMORY0_BASE + 65535) == 0);
  resume(glue_cont_new(&out_of_bounds_ref), yield_clause, (uint64_t)n);
}
void case_memory_copy(long n) {
  (void)n;
  weft_memory *m = &weft_module.memories[0];
  weft_memory_fill(m, 0, 0x5a, 65536);
  weft_memory_copy(m, m, 1, 0, 65535);
  CHECK(m->base[65535] == 0x5a);
  CHECK(weft_memory_grow(m, 1) == 1 && weft_memory_grow(m, 3) == -1 && m->bytes == 131072);
  weft_memory_copy(m, m, 65536, 0, 65536);
  CHECK(m->base[131071] == 0x5a);
  weft_memory_copy(m, m, 65537, 0, 65536);
}
void case_divide(long n) {
  volatile int zero = (int)(n & 0);
  sink = (uint64_t)((n + 10) / zero);
}
void case_table(long n) {
  (void)n;
  weft_table *t = &weft_module.tables[0];
  CHECK(t->size == 2 && weft_table_grow(t, 8, (void *)1, 2) == 2 && t->size == 10);
  CHECK(((uint64_t *)t->base)[4] == 1 && ((uint64_t *)t->base)[5] == 2 && ((uint64_t *)t->base)[3] == 0);
  weft_table_copy(t, t, 0, 2, 1);
  CHECK(((uint64_t *)t->base)[0] == 1);
  CHECK(weft_table_grow(t, 7, NULL, 0) == -1);
  weft_table_fill(t, 9, NULL, 0, 2);
}
