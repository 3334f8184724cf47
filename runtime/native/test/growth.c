// Cases about stacks that outgrow their slot: they move while they run (frames.ll has the functions).
#include "harness.h"

#include <sys/wait.h>
#include <unistd.h>

weft_tag yield = {"yield", 1};
static const weft_handler yield_clause[2] = {{&yield, 1}, {NULL, 0}};
static weft_tag oops = {"oops", 1};

extern const weft_func deep_ref, deep_yield_ref, deep_throw_ref, big_frame_ref, medium_frames_ref;
cont deep_new(const weft_func *func);
uint64_t deep(uint64_t n);

static weft_exn *make(uint64_t value) {
  weft_exn *exn = weft_exn_new(&oops);
  exn->payload[0] = value;
  return exn;
}
weft_exn *deep_exception(void) { return make(5); }

static event start(const weft_func *func, uint64_t argument) { return resume(deep_new(func), yield_clause, argument); }
static uint64_t sum(uint64_t n) { return n * (n + 1) / 2; }

// Every depth around the one where a small slot ends, and far beyond.
void case_deep(long n) {
  for (uint64_t depth = 0; depth < 2000; depth++) {
    event e = start(&deep_ref, depth);
    CHECK(e.code == 0 && e.p[0] == sum(depth));
  }
  long before = status_kib("VmRSS");
  for (int i = 0; i < 3; i++) {
    event e = start(&deep_ref, (uint64_t)n);
    CHECK(e.code == 0 && e.p[0] == sum((uint64_t)n));
  }
  CHECK(status_kib("VmRSS") < before + 2048); // the memory came back
  CHECK(deep((uint64_t)n) == sum((uint64_t)n)); // on the main stack
}

FUNC(nested_deep) {
  start(&deep_ref, slots[0]);
}
void case_overflow(long n) {
  (void)n;
  resume(glue_cont_new(&nested_deep_ref), yield_clause, UINT64_MAX);
}
void case_overflow_main(long n) {
  (void)n;
  deep(UINT64_MAX);
}

// A host function that runs wasm again, on a root stack of its own (host-stubs.S makes the stub weft_call_test_reenter).
void weft_run_on(weft_stack *stack, void (*fn)(void *), void *arg);
weft_stack *weft_stack_take_slow(void);
void weft_stack_release_slow(weft_stack *stack);
bool weft_stack_make_big(weft_stack *stack);
void weft_call_test_reenter(void (*fn)(void *), void *arg);
void test_reenter(void (*fn)(void *), void *arg) {
  weft_stack *root = weft_stack_take_slow();
  CHECK(weft_stack_make_big(root));
  weft_run_on(root, fn, arg);
  weft_stack_release_slow(root);
}

static void overflow_nested(void *arg) {
  (void)arg;
  resume(glue_cont_new(&nested_deep_ref), yield_clause, UINT64_MAX);
}
FUNC(calls_host) {
  (void)slots;
  weft_call_test_reenter(overflow_nested, NULL);
}
void case_overflow_host(long n) {
  (void)n;
  resume(glue_cont_new(&calls_host_ref), yield_clause, 0);
}

// Collections inside such a call keep what the chain outside holds.
static void __attribute__((noinline)) drop_many(void *n) {
  for (long i = 0; i < (long)n; i++) start(&deep_yield_ref, 3);
}
FUNC(holds_one) {
  cont k = suspended(start(&deep_yield_ref, 10));
  weft_call_test_reenter(drop_many, (void *)slots[0]);
  event e = resume(k, yield_clause, 1000);
  CHECK(e.code == 0 && e.p[0] == 1000 + sum(10));
  slots[0] = 77;
}
void case_reenter(long n) {
  long before = 0;
  for (int round = 0; round < 3; round++) {
    event e = resume(glue_cont_new(&holds_one_ref), yield_clause, (uint64_t)n);
    CHECK(e.code == 0 && e.p[0] == 77);
    if (round == 0) before = status_kib("VmRSS");
  }
  CHECK(status_kib("VmRSS") <= before + 1024);
}

// Overflows in n processes one after the other: each must end with the trap, none with a crash.
void case_overflow_often(long n) {
  for (long i = 0; i < n; i++) {
    pid_t child = fork();
    if (child == 0) {
      CHECK(freopen("/dev/null", "w", stderr));
      for (long k = i % 50; k > 0; k--) start(&deep_yield_ref, (uint64_t)k * 40); // the stacks differ a little each time
      case_overflow(0);
    }
    int status;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 134);
  }
}

void case_big_frames(long n) {
  for (long i = 0; i < 1 + n; i++) {
    event e = start(&big_frame_ref, (uint64_t)i % 307200);
    CHECK(e.code == 0 && e.p[0] == 7);
    e = start(&medium_frames_ref, (uint64_t)i % 100);
    CHECK(e.code == 0 && e.p[0] == (uint64_t)i % 100 + 1);
  }
}

// A moved stack is finished, throws, is thrown into, is dropped: its big slot comes back each time.
static void __attribute__((noinline)) drop_deep(void) { start(&deep_yield_ref, 3000); }

void case_moved(long n) {
  long before = 0;
  for (long i = 0; i < n; i++) {
    event e = start(&deep_throw_ref, 3000);
    CHECK(e.code == -1 && ((weft_exn *)e.p[0])->payload[0] == 5);
    weft_exn_release((weft_exn *)e.p[0]);
    e = start(&deep_yield_ref, 3000);
    CHECK(e.code == 1);
    e = resume(suspended(e), yield_clause, 1000);
    CHECK(e.code == 0 && e.p[0] == 1000 + sum(3000));
    cont k = suspended(start(&deep_yield_ref, 3000));
    glue_resume_throw(&e, k.leaf, k.revision, yield_clause, make(6));
    CHECK(e.code == -1 && ((weft_exn *)e.p[0])->payload[0] == 6);
    weft_exn_release((weft_exn *)e.p[0]);
    drop_deep();
    if (i == n / 2) before = status_kib("VmRSS");
  }
  CHECK(status_kib("VmRSS") <= before + 4096);
}

// What a move costs: a recursion that just fits, one that just does not, a deep one; then a plain call of the same.
void case_move_cost(long n) {
  static const uint64_t depths[] = {500, 3000, 30000};
  for (size_t d = 0; d < sizeof depths / sizeof *depths; d++) {
    double begin = seconds();
    for (long i = 0; i < n; i++) CHECK(start(&deep_ref, depths[d]).code == 0);
    double made = seconds();
    for (long i = 0; i < n; i++) CHECK(deep(depths[d]) == sum(depths[d]));
    printf("%lu frames: %.2f us in a continuation, %.2f us in a call\n", depths[d], (made - begin) / (double)n * 1e6, (seconds() - made) / (double)n * 1e6);
  }
}

// After a peak, what is pooled beyond a reserve is given back as soon as the program waits; the stacks can be used again.
FUNC(once) {
  suspend(&yield, 0);
  slots[0] = slots[0] + 1;
}
static void __attribute__((noinline)) drop_once(void) { resume(glue_cont_new(&once_ref), yield_clause, 0); }
int32_t weft_call_weft_host_poll(uint32_t entries, uint32_t count, int32_t timeout);
void case_peak(long n) {
  for (int round = 0; round < 3; round++) {
    for (long i = 0; i < n; i++) test_roots[i] = suspended(resume(glue_cont_new(&once_ref), yield_clause, 0));
    long peak = status_kib("VmRSS");
    cont stale = test_roots[n / 2];
    for (long i = 0; i < n; i++) CHECK(resume(test_roots[i], yield_clause, 0).code == 0);
    CHECK(weft_call_weft_host_poll(0, 0, 1) == 0);
    long after = status_kib("VmRSS");
    CHECK(after < peak - n * 3);
    CHECK(stale.leaf->revision != stale.revision);
  }
  // The same when they are abandoned instead of ended.
  memset(test_roots, 0, (size_t)n * sizeof *test_roots);
  for (long i = 0; i < n; i++) drop_once();
  long peak = status_kib("VmRSS");
  CHECK(weft_call_weft_host_poll(0, 0, 1) == 0);
  long last = status_kib("VmRSS");
  printf("%ld KiB after a peak of %ld KiB\n", last, peak);
  CHECK(last < peak - 8000);
}
