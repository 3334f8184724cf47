// The module record of the test program: one memory of 1 to 3 pages, one table of contrefs, `_start` = the case named on the command line.
#include "harness.h"

#define CASES(X) \
  X(values) X(payloads) X(reuse) X(double_resume) X(resume_after_reuse) X(null_cont) X(null_func) X(unhandled) X(unhandled_main) \
  X(depth) X(walk) X(clauses) X(remembered) X(remembered_cut) X(bind) X(bind_many) X(bind_consumed) X(switch) X(switch_unhandled) \
  X(drop_fresh) X(drop_suspended) X(drop_cycle) X(survive) X(many) X(round_robin) \
  X(throw) X(throw_registers) X(throw_cost) X(throw_escaped) X(throw_through) X(resume_throw) X(uncaught) \
  X(deep) X(overflow) X(overflow_main) X(overflow_host) X(reenter) X(overflow_often) X(unreachable) X(memory) X(memory_copy) X(divide) X(table) X(pairs) X(host) \
  X(big_frames) X(moved) X(move_cost) X(peak)

#define DECLARE(name) void case_##name(long n);
CASES(DECLARE)
#define ROW(name) {#name, case_##name},
static const test_case cases[] = {CASES(ROW)};

extern int weft_argc;
extern char **weft_argv;

// Direct costs of the inlined primitives (pair.ll).
uint64_t pair_sum(uint64_t n);
uint64_t pair_create(uint64_t n);
uint64_t pair_switch(uint64_t n);
void case_pairs(long n) {
  for (int i = 0; i < 2; i++) {
    double start = seconds();
    CHECK(pair_sum((uint64_t)n) == (uint64_t)n * (uint64_t)(n - 1) / 2);
    double summed = seconds();
    CHECK(pair_create((uint64_t)n) == (uint64_t)n);
    double created = seconds();
    CHECK(pair_switch((uint64_t)n) == 42);
    double switched = seconds();
    if (i) printf("suspend + resume %.2f ns, create + finish %.2f ns, switch %.2f ns\n", (summed - start) / (double)n * 1e9, (created - summed) / (double)n * 1e9, (switched - created) / (double)n * 1e9);
  }
}

// A host call through its stub.
int32_t weft_call_wasi_snapshot_preview1_sched_yield(void);
int32_t weft_call_wasi_snapshot_preview1_clock_res_get(int32_t clock, uint32_t at);
int32_t weft_call_wasi_snapshot_preview1_path_open(int32_t fd, int32_t dirflags, uint32_t path, uint32_t len, int32_t oflags, int64_t base, int64_t inheriting, int32_t flags, uint32_t opened);
void case_host(long n) {
  (void)n;
  CHECK(weft_call_wasi_snapshot_preview1_clock_res_get(1, 64) == 0);
  CHECK(weft_call_wasi_snapshot_preview1_clock_res_get(1, 65536 - 7) == 21);
  uint8_t *memory = weft_module.memories[0].base;
  memcpy(memory + 100, "proc/self/maps", 14);
  CHECK(weft_call_wasi_snapshot_preview1_path_open(3, 1, 100, 14, 0, 2, 0, 0, 200) == 0);
  CHECK(*(uint32_t *)(memory + 200) == 4);
  CHECK(weft_call_wasi_snapshot_preview1_path_open(3, 1, 100, 14, 0, 2, 0, 0, 65533) == 21);
  double start = seconds();
  for (int i = 0; i < 10000000; i++) weft_call_wasi_snapshot_preview1_clock_res_get(-1, 64);
  printf("host call %.2f ns\n", (seconds() - start) * 100);
}

static void start(uint64_t *slots) {
  (void)slots;
  if (weft_argc < 2) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) printf("%s\n", cases[i].name);
    return;
  }
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (strcmp(cases[i].name, weft_argv[1]) != 0) continue;
    cases[i].run(weft_argc > 2 ? atol(weft_argv[2]) : 0);
    printf("ok\n");
    return;
  }
  printf("no such case\n");
  exit(2);
}

static void on_trap(uint64_t *slots) {
  if (getenv("TEST_HOOK")) printf("hook: %d\n", (int)slots[0]);
}
static void add(uint64_t *slots) { slots[0] = (uint32_t)(slots[0] + slots[1]); }

// Where the cases keep many continuations: like a global of the module, the collector looks here.
cont test_roots[TEST_ROOTS];
static const weft_root roots[1] = {{test_roots, sizeof test_roots / 8}};

static weft_memory memories[1] = {{.min_pages = 1, .max_pages = 3, .is_memory0 = 1}};
static weft_table tables[1] = {{.min = 2, .max = 16, .elem_bytes = 16, .elem_kind = 'c'}};
static const weft_export exports[] = {{"_start", ":", start}, {"weft.on_trap", "i:", on_trap}, {"add", "ii:i", add}};
#define SYMBOL(name) {case_##name, #name},
static const weft_symbol symbols[] = {CASES(SYMBOL){start, "start"}};
const weft_module_info weft_module = {
  .abi_version = WEFT_ABI_VERSION, .name = "test", .memories = memories, .memory_count = 1, .tables = tables, .table_count = 1,
  .roots = roots, .root_count = 1,
  .exports = exports, .export_count = 3, .symbols = symbols, .symbol_count = sizeof symbols / sizeof *symbols,
};
