// main(): sets the engine up, runs the module on its own guarded stack, ends the process.
//
// Environment
//   WEFT_STACK_SIZE=256M  how deep a stack can get, 128K to 1G    (stack-growth.c)
//   WEFT_STACK_MEMORY=1G  how much small stacks may take together, default: what the machine has left    (stack-pool.c)
//   WEFT_STACKS=stats     what the pool did, on stderr at exit
//   WEFT_OBJECT_MEMORY=1G how much structures and arrays may take, default: what the machine has    (objects.c)
//   WEFT_OBJECTS=stats    what the heap of structures and arrays did, on stderr at exit
//   WEFT_OBJECTS=stress   collect at every allocation, to test the collector
//   WEFT_GROWTH=early     small slots with room for hardly a page, to test moving
//   WEFT_GUARDS=mprotect  guard stacks as on a kernel before Linux 6.13 (stack-pool.c)
//   WEFT_DIRS=/=/:...     preopened directories, guest=host pairs (wasi-files.c)
//   WEFT_INVOKE=name      call this export with the arguments and print its results, instead of `_start`
#include "objects.h"
#include "runtime.h"
#include "stack-growth.h"
#include "wasi.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int weft_argc;
char **weft_argv;
void weft_wasi_init(void);

const weft_export *weft_find_export(const char *name) {
  for (uint64_t i = 0; i < weft_module.export_count; i++)
    if (strcmp(weft_module.exports[i].name, name) == 0) return &weft_module.exports[i];
  return NULL;
}

void weft_exit(int code) {
  fflush(stdout);
  const char *stacks = getenv("WEFT_STACKS");
  if (stacks && strcmp(stacks, "stats") == 0) weft_pool_print_stats();
  const char *objects = getenv("WEFT_OBJECTS");
  if (objects && strcmp(objects, "stats") == 0) weft_objects_print_stats();
  fflush(stderr);
  _exit(code);
}

// ---- --invoke ------------------------------------------------------------------------------------------------------

#define MAX_SLOTS 64

static WEFT_NORETURN void usage_error(const char *what, const char *text) {
  fprintf(stderr, "weft: %s: %s\n", what, text);
  weft_exit(2);
}

// What a letter of weft_export.sig stands for.
static const char *type_name(char type) {
  switch (type) {
    case 'i': return "i32";
    case 'j': return "i64";
    case 'f': return "f32";
    case 'd': return "f64";
    case 'v': return "v128";
    case 'c':
    case 'k': return "contref";
    case 'r': return "funcref";
    case 'x': return "exnref";
    default: return "ref";
  }
}

// Decimal or 0x; integers signed or not, as long as they fit. Floats that are too small to tell from 0 are 0, too large is wrong.
static uint64_t parse_value(char type, const char *text) {
  char *end;
  uint64_t slot = 0;
  const char *digits = text + (*text == '-' || *text == '+');
  const int base = digits[0] == '0' && (digits[1] | 32) == 'x' ? 16 : 10;
  errno = 0;
  if (type == 'f') {
    float f = strtof(text, &end);
    memcpy(&slot, &f, sizeof f);
    if (errno == ERANGE && f < 1 && f > -1) errno = 0;
  } else if (type == 'd') {
    double d = strtod(text, &end);
    memcpy(&slot, &d, sizeof d);
    if (errno == ERANGE && d < 1 && d > -1) errno = 0;
  } else if (type == 'i' || type == 'j') {
    slot = *text == '-' ? (uint64_t)strtoll(text, &end, base) : strtoull(text, &end, base);
    if (type == 'i') {
      if (*text == '-' ? (int64_t)slot < INT32_MIN : slot > UINT32_MAX) errno = ERANGE;
      slot &= UINT32_MAX;
    }
  } else {
    fprintf(stderr, "weft: a %s cannot be given on the command line: %s\n", type_name(type), text);
    weft_exit(2);
  }
  if (*text == 0 || *end != 0 || errno == ERANGE) {
    fprintf(stderr, "weft: not an %s: %s\n", type_name(type), text);
    weft_exit(2);
  }
  return slot;
}

static WEFT_NORETURN void wrong_count(const char *name, const char *sig, int params) {
  fprintf(stderr, "weft: %s takes %d argument%s", name, params, params == 1 ? "" : "s");
  for (int i = 0; i < params; i++) fprintf(stderr, "%s%s", i ? " " : " (", type_name(sig[i]));
  fprintf(stderr, "%s, got %d\n", params ? ")" : "", weft_argc - 1);
  weft_exit(2);
}

static WEFT_NORETURN void no_such_export(const char *name) {
  fprintf(stderr, "weft: no exported function: %s\n", name);
  if (weft_module.export_count) fprintf(stderr, "the module exports:");
  for (uint64_t i = 0; i < weft_module.export_count && i < 20; i++) fprintf(stderr, " %s", weft_module.exports[i].name);
  if (weft_module.export_count) fprintf(stderr, weft_module.export_count > 20 ? " ...\n" : "\n");
  weft_exit(2);
}

// Prints one result and says how many slots it took.
static int print_value(char type, const uint64_t *slots) {
  float f;
  double d;
  switch (type) {
    case 'i': printf("%d\n", (int32_t)slots[0]); return 1;
    case 'j': printf("%ld\n", (int64_t)slots[0]); return 1;
    case 'f': memcpy(&f, slots, sizeof f); printf("%.9g\n", (double)f); return 1;
    case 'd': memcpy(&d, slots, sizeof d); printf("%.17g\n", d); return 1;
    case 'v': printf("0x%016lx%016lx\n", slots[1], slots[0]); return 2;
    case 'c': printf(slots[0] ? "cont\n" : "null\n"); return 2;
    case 'k': printf(slots[0] ? "cont\n" : "null\n"); return 1;
    default: printf(slots[0] ? "ref\n" : "null\n"); return 1;
  }
}

static void invoke(const char *name) {
  const weft_export *export = weft_find_export(name);
  if (!export) no_such_export(name);
  const char *results = strchr(export->sig, ':');
  int params = (int)(results - export->sig);
  if (weft_argc - 1 != params) wrong_count(name, export->sig, params);
  if (params > MAX_SLOTS || strlen(results) * 2 > MAX_SLOTS) usage_error("too many parameters or results to invoke", name);
  uint64_t slots[MAX_SLOTS] = {0};
  for (int i = 0; i < params; i++) slots[i] = parse_value(export->sig[i], weft_argv[i + 1]);
  export->thunk(slots);
  int at = 0;
  for (const char *r = results + 1; *r; r++) at += print_value(*r, slots + at);
}

// ---- the program ---------------------------------------------------------------------------------------------------

// `_start` or `_initialize`, which take and give nothing: there are no arguments for others, nor a place for their results.
static void call_entry(const char *name) {
  const weft_export *export = weft_find_export(name);
  if (!export) return;
  if (strcmp(export->sig, ":") != 0) usage_error("the entry of the module must have no parameters and no results", name);
  export->thunk(NULL);
}

// On the main wasm stack.
static void program(void *unused) {
  (void)unused;
  if (weft_module.init) weft_module.init();
  const char *name = getenv("WEFT_INVOKE");
  if (name && *name) {
    call_entry("_initialize");
    invoke(name);
  } else {
    call_entry(weft_find_export("_start") ? "_start" : "_initialize");
  }
}

void weft_runtime_init(int argc, char **argv) {
  weft_argc = argc;
  weft_argv = argv;
  if (weft_module.abi_version != WEFT_ABI_VERSION)
    weft_fatal("the program was generated for version %lu of the runtime's interface, this is %d", weft_module.abi_version, WEFT_ABI_VERSION);
  weft_memories_init(); // first: the pool takes address space generously
  weft_tables_init();
  weft_pool_init();
  weft_trap_init();
  weft_wasi_init();
}

// Weak: a program that embeds the module has its own (embed.c).
__attribute__((weak)) int main(int argc, char **argv) {
  weft_runtime_init(argc, argv);
  if (weft_driver) {
    weft_driver();
    weft_exit(0);
  }
  weft_embed_started();
  weft_stack *stack = weft_stack_take_slow();
  if (!weft_stack_make_big(stack)) weft_fatal("cannot make the main stack: %s", strerror(errno));
  weft_run_on(stack, program, NULL);
  weft_exit(0);
}
