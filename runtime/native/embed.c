// weft.h: the module as a part of a C program.
#include "weft.h"
#include "runtime.h"
#include "stack-growth.h"

#include <stdio.h>
#include <string.h>

#define MOST_NESTED 200 // calls of exports inside host functions inside calls ...: they take the thread's own stack

enum { NO_INSTANCE, READY, BROKEN };
static int state;
static __thread char this_thread;
static const char *owner; // &this_thread of the thread that has the instance
static int nested;
static const char *message = "no error";
static int exit_code;

static weft_status unusable(const char *why) {
  message = why;
  return WEFT_UNUSABLE;
}

// A root stack is big and costs system calls to make: those of calls that came to their end are kept.
static weft_stack *take_root(void) {
  weft_stack *root = weft_idle_roots;
  if (root) {
    weft_idle_roots = root->next_free;
    return root;
  }
  root = weft_stack_take_slow();
  if (weft_stack_make_big(root)) return root;
  weft_stack_release_slow(root);
  return NULL;
}

static weft_status run(void (*fn)(void *), void *arg) {
  if (owner != &this_thread) return unusable("the module belongs to another thread");
  if (nested == MOST_NESTED) return unusable("too many nested calls of exports");
  weft_stack *root = take_root();
  if (!root) return unusable("no room for the stack of a call");
  const int depth = nested++;
  int32_t code = weft_guarded(root, fn, arg);
  nested = depth;
  if (code == 0) {
    root->next_free = weft_idle_roots;
    weft_idle_roots = root;
    return WEFT_OK;
  }
  weft_stack_release_slow(root);
  message = weft_trap_message(code);
  switch (code) {
    case WEFT_TRAP_UNCAUGHT: return WEFT_UNCAUGHT;
    case WEFT_TRAP_UNHANDLED: return WEFT_UNHANDLED;
    case WEFT_TRAP_HOST: return WEFT_FAILED;
    case WEFT_END_EXIT: message = "the module ended itself with proc_exit"; return WEFT_EXITED;
    default: return WEFT_TRAPPED;
  }
}

static void call_by_name(const char *name) {
  uint64_t slots[1] = {0};
  const weft_export *export = weft_find_export(name);
  if (export && strcmp(export->sig, ":") == 0) export->thunk(slots);
}

static void instantiate(void *unused) {
  (void)unused;
  if (weft_module.init) weft_module.init();
  call_by_name("_initialize");
}

weft_status weft_instantiate(int argc, char **argv) {
  static char *no_arguments[] = {"wasm", NULL};
  if (state != NO_INSTANCE) return unusable("there is an instance already: one per process");
  if (!weft_unwind_function((const void *)weft_instantiate))
    return unusable("the program has no index of unwind tables: link it with -Wl,--eh-frame-hdr");
  weft_is_embedded = true;
  weft_runtime_init(argv ? argc : 1, argv ? argv : no_arguments);
  owner = &this_thread;
  weft_status status = run(instantiate, NULL);
  state = status == WEFT_OK ? READY : BROKEN;
  return status;
}

void weft_embed_started(void) {
  owner = &this_thread;
  state = READY;
}

static weft_status not_ready(void) {
  return unusable(state == NO_INSTANCE ? "weft_instantiate was not called" : "the instance could not be made");
}

static void start(void *unused) {
  (void)unused;
  call_by_name("_start");
}

weft_status weft_start(void) { return state == READY ? run(start, NULL) : not_ready(); }

typedef struct job {
  void (*thunk)(uint64_t *slots);
  uint64_t *slots;
} job;

static void call_thunk(void *arg) {
  const job *j = arg;
  j->thunk(j->slots);
}

weft_status weft_call_export(uint32_t index, uint64_t *slots) {
  // Not before the start function is done, unless it is what runs: then its host functions may call back.
  if (state != READY && !(state == NO_INSTANCE && nested)) return not_ready();
  if (index >= weft_module.export_count) return unusable("no such export: the header is another module's");
  job j = {weft_module.exports[index].thunk, slots};
  return run(call_thunk, &j);
}

const char *weft_error_message(void) { return message; }

int weft_exit_code(void) { return exit_code; }

void weft_guest_exit(int code) {
  if (!weft_is_guarded()) weft_exit(code);
  exit_code = code;
  weft_end_guarded(WEFT_END_EXIT);
}

// The text is copied: it may lie in the frames that are left. Or it is what an inner call failed with, passed on.
void weft_fail(const char *text) {
  if (text != weft_host_message) snprintf(weft_host_message, sizeof weft_host_message, "%s", text);
  if (weft_is_guarded()) weft_end_guarded(WEFT_TRAP_HOST);
  weft_trap(WEFT_TRAP_HOST);
  __builtin_unreachable();
}

uint8_t *weft_memory_base(void) { return weft_module.memory_count ? weft_module.memories[0].base : NULL; }

uint64_t weft_memory_size(void) { return weft_module.memory_count ? weft_module.memories[0].bytes : 0; }

void *weft_memory_at(uint64_t address, uint64_t size) {
  uint64_t bytes = weft_memory_size();
  return address <= bytes && size <= bytes - address ? weft_memory_base() + address : NULL;
}
