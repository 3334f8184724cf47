// Traps: how a wasm program ends when it must not go on.
//
// A trap starts in weft_trap (called by generated code or by a host function) or in a hardware fault. Both arrive in
// weft_trap_at, on the system stack, with the program's frame {pc, fp, sp}. It runs the module's hook `weft.on_trap` if there
// is one (once, on a spare stack; the hook may end the program its own way), then prints message and backtrace, exits 134.
//
// Faults are told apart by address, not by instruction:
//   guard of a small stack slot     not a trap: the stack moves to a big slot and goes on
//   guard of a big stack slot       call stack exhausted (main stack or continuation, the same rule)
//   reservation of a linear memory  out of bounds memory access
//   the first 64 KiB                null reference, when generated code did it
//   anything else                   our own fault: "internal error"; or that of the C program which embeds the module
#define _GNU_SOURCE
#include "runtime.h"
#include "stack-growth.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

char weft_host_message[256];

static const struct { int32_t code; const char *text; } messages[] = {
  {WEFT_TRAP_UNREACHABLE, "unreachable"},
  {WEFT_TRAP_MEMORY, "out of bounds memory access"},
  {WEFT_TRAP_TABLE, "out of bounds table access"},
  {WEFT_TRAP_DIVIDE_BY_ZERO, "integer divide by zero"},
  {WEFT_TRAP_INT_OVERFLOW, "integer overflow"},
  {WEFT_TRAP_CONVERSION, "invalid conversion to integer"},
  {WEFT_TRAP_NULL, "null reference"},
  {WEFT_TRAP_TYPE_MISMATCH, "indirect call type mismatch"},
  {WEFT_TRAP_UNDEFINED_ELEMENT, "undefined element"},
  {WEFT_TRAP_STACK, "call stack exhausted"},
  {WEFT_TRAP_CONSUMED, "continuation already consumed"},
  {WEFT_TRAP_UNHANDLED, "unhandled tag"},
  {WEFT_TRAP_CAST, "cast failure"},
  {WEFT_TRAP_UNCAUGHT, "uncaught exception"},
  {WEFT_TRAP_NULL_FUNC, "null function reference"},
  {WEFT_TRAP_NULL_CONT, "null continuation reference"},
  {WEFT_TRAP_NULL_EXN, "null exception reference"},
  {WEFT_TRAP_NULL_I31, "null i31 reference"},
  {WEFT_TRAP_NULL_STRUCT, "null structure reference"},
  {WEFT_TRAP_NULL_ARRAY, "null array reference"},
  {WEFT_TRAP_UNINITIALIZED_ELEMENT, "uninitialized element"},
  {WEFT_TRAP_ARRAY, "out of bounds array access"},
  {WEFT_TRAP_STACKS_EXHAUSTED, "too many continuations"},
  {WEFT_TRAP_OUT_OF_MEMORY, "out of memory for objects"},
  {WEFT_TRAP_HOST, weft_host_message},
};

const char *weft_trap_message(int32_t code) {
  for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
    if (messages[i].code == code) return messages[i].text;
  return "trap";
}

// Reserved at start, so that the hook can run when no stack is left or the main stack is full.
weft_stack *weft_spare_stack;
int weft_trap_depth;
weft_trapped weft_trapped_at;
void (*weft_on_trap)(int32_t code);

static int32_t hook_code;

static void run_hook(void *hook) {
  uint64_t args[1] = {(uint64_t)hook_code};
  ((const weft_export *)hook)->thunk(args);
}

void weft_trap_at(int32_t code, const void *pc, const void *fp, const void *sp) {
  if (weft_on_trap) weft_on_trap(code);
  if (++weft_trap_depth > 2) _exit(134);
  if (weft_trap_depth == 1) {
    const weft_export *hook = weft_find_export("weft.on_trap");
    if (hook && strcmp(hook->sig, "i:") != 0) hook = NULL; // some other function of that name
    hook_code = code & 0xff;
    // weft_current still says where the program was; weft_run_on puts it back for the backtrace.
    if (hook && weft_spare_stack) {
      weft_stack_make_big(weft_spare_stack); // else it runs in the small slot
      weft_trapped_at = (weft_trapped){pc, fp, sp, weft_current};
      weft_run_on(weft_spare_stack, run_hook, (void *)hook);
      weft_trapped_at.pc = NULL;
    }
  }
  fflush(stdout);
  fprintf(stderr, "trap: %s\n", weft_trap_message(code));
  weft_backtrace(pc, fp, sp);
  weft_exit(134);
}

void weft_internal_error(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "weft: internal error: ");
  vfprintf(stderr, format, args);
  fprintf(stderr, "\n");
  va_end(args);
  _exit(134);
}

void weft_fatal(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "weft: ");
  vfprintf(stderr, format, args);
  fprintf(stderr, "\n");
  va_end(args);
  _exit(134);
}

// Makes the interrupted program go on in weft_trap_at, on the system stack, as if it had called it.
static void divert(ucontext_t *context, int32_t code) {
  greg_t *regs = context->uc_mcontext.gregs;
  uint64_t pc = (uint64_t)regs[REG_RIP], fp = (uint64_t)regs[REG_RBP], sp = (uint64_t)regs[REG_RSP];
  bool on_wasm_stack = weft_pool_place((void *)sp) != WEFT_PLACE_NONE;
  uint64_t stack = on_wasm_stack ? (uint64_t)weft_system_sp : sp - 256;
  regs[REG_RSP] = (greg_t)((stack & -16ul) - 8);
  regs[REG_RIP] = (greg_t)weft_trap_at;
  regs[REG_RDI] = code;
  regs[REG_RSI] = (greg_t)pc;
  regs[REG_RDX] = (greg_t)fp;
  regs[REG_RCX] = (greg_t)sp;
}

// What the C program that embeds the module had set before; a fault that is not ours goes there.
bool weft_is_embedded;
static const int fault_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
#define FAULT_SIGNALS (sizeof fault_signals / sizeof *fault_signals)
static struct sigaction before[FAULT_SIGNALS];

static bool in_generated_code(const void *pc) { return weft_function_name(pc) != NULL; }

static void on_fault(int signal, siginfo_t *info, void *context_) {
  ucontext_t *context = context_;
  const void *pc = (void *)context->uc_mcontext.gregs[REG_RIP];
  if (signal == SIGSEGV || signal == SIGBUS) {
    switch (weft_pool_place(info->si_addr)) {
      case WEFT_PLACE_GUARD:
        if (!weft_stack_grow(info->si_addr, context)) divert(context, WEFT_TRAP_STACK);
        return;
      default: break;
    }
    if (weft_memory_covers(info->si_addr)) {
      divert(context, WEFT_TRAP_MEMORY);
      return;
    }
    if ((uint64_t)info->si_addr < WEFT_WASM_PAGE && info->si_code != SI_KERNEL && in_generated_code(pc)) {
      divert(context, WEFT_TRAP_NULL);
      return;
    }
  } else if (in_generated_code(pc)) {
    divert(context, signal == SIGFPE ? WEFT_TRAP_DIVIDE_BY_ZERO : WEFT_TRAP_UNREACHABLE);
    return;
  }
  if (weft_is_embedded && weft_pool_place((void *)context->uc_mcontext.gregs[REG_RSP]) == WEFT_PLACE_NONE) {
    for (size_t i = 0; i < FAULT_SIGNALS; i++)
      if (fault_signals[i] == signal) sigaction(signal, &before[i], NULL);
    return; // it faults again
  }
  if (weft_trap_depth < 2) {
    weft_trap_depth = 2;
    const greg_t *regs = context->uc_mcontext.gregs;
    fprintf(stderr, "weft: internal error: signal %d at %p, address %p\n", signal, pc, info->si_addr);
    weft_backtrace(pc, (void *)regs[REG_RBP], (void *)regs[REG_RSP]);
  }
  _exit(134);
}

void weft_trap_init(void) {
  const size_t size = 128 << 10;
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) weft_fatal("cannot allocate the signal stack");
  sigaltstack(&(stack_t){.ss_sp = memory, .ss_size = size}, NULL);
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  for (size_t i = 0; i < FAULT_SIGNALS; i++) sigaction(fault_signals[i], &action, &before[i]);
  weft_spare_stack = weft_stack_take_slow();
}
