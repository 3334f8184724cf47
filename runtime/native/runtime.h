// What the files of the runtime share among themselves. The contract with generated code is weft_abi.h.
#ifndef WEFT_RUNTIME_H
#define WEFT_RUNTIME_H

#include "weft_abi.h"

#define WEFT_COLD __attribute__((cold))
#define WEFT_NORETURN __attribute__((noreturn))
#define WEFT_PAGE 4096ul
#define WEFT_WASM_PAGE 65536ul

// ---- stack-pool.c
// Where an address lies in the pool's reservation.
typedef enum weft_place {
  WEFT_PLACE_NONE,     // not in the pool
  WEFT_PLACE_STACK,    // usable part of a slot
  WEFT_PLACE_GUARD,    // the guard below a slot: overflow
} weft_place;
void weft_pool_init(void);
weft_place weft_pool_place(const void *address);
// The stack whose slot holds the address; NULL when no stack was ever made there.
weft_stack *weft_pool_stack_of(const void *address);
weft_stack *weft_pool_stack(uint64_t slot);
uint64_t weft_pool_slots(void); // how many slots were ever used: valid arguments of weft_pool_stack
// Gives memory of pooled stacks beyond a reserve back to the system; called when the program is about to wait.
void weft_pool_idle(void);
// The slot is unreachable: its reference can never be used again. Pools it.
void weft_pool_reclaim(weft_stack *stack);
// Calls visit(bits, slot) for every stack that belongs to nobody: pooled, given back, spare.
void weft_pool_each_idle(uint64_t *bits, void (*visit)(uint64_t *bits, uint64_t slot));
void weft_pool_print_stats(void);
extern const weft_handler weft_no_handlers[1];

weft_stack *weft_stack_take_slow(void); // weft_stack_take and _release for code that is on the system stack
void weft_stack_release_slow(weft_stack *stack);
extern weft_stack *weft_idle_roots; // big stacks kept for the next call from C, linked by next_free
extern char *weft_pool_begin, *weft_pool_end; // the small slots

// ---- collect.c: abandoned continuations and escaped exceptions.
// Pools what is abandoned; returns how many words it had to look at.
uint64_t weft_collect(void);

// ---- cells.c: marking and sweeping, called by the collector.
bool weft_cells_begin(void);
void *weft_cells_mark(uint64_t word);
void weft_cells_sweep(void);

// ---- stack-switch.S
// Runs fn(arg) on `stack` as a root stack (no parent) and comes back; saves and restores the system stack's place.
void weft_run_on(weft_stack *stack, void (*fn)(void *), void *arg);
extern void *weft_system_sp; // where host functions run; valid while wasm runs
extern void *weft_wasm_sp;   // where the wasm stack stopped in the last stub; NULL before the first
extern char weft_cont_base[]; // return address at the bottom of each continuation's stack
extern char weft_root_base[]; // the same for stacks entered by weft_run_on

// ---- guarded.c
// weft_run_on, but a trap ends only what runs: 0, or the trap's code, or what weft_end_guarded was given.
int32_t weft_guarded(weft_stack *stack, void (*fn)(void *), void *arg);
bool weft_is_guarded(void);
// Ends what the innermost guard runs; on the system stack.
WEFT_NORETURN void weft_end_guarded(int32_t code);

// ---- embed.c
enum { WEFT_END_EXIT = -1 }; // the code of a run that proc_exit ended
// main() is ours: host functions may call exports all the same.
void weft_embed_started(void);
// proc_exit: ends the guarded run, or the process.
WEFT_NORETURN void weft_guest_exit(int code);

// ---- unwind.c
// Start address of the function that has unwind information covering pc, or NULL.
const void *weft_unwind_function(const void *pc);

// ---- trap.c
void weft_trap_init(void);
extern weft_stack *weft_spare_stack; // kept for the module's trap hook
typedef struct weft_trapped {
  const void *pc, *fp, *sp;
  weft_stack *stack;
} weft_trapped;
extern weft_trapped weft_trapped_at; // the program's frame, while its trap hook runs; else pc is NULL
extern int weft_trap_depth;          // traps under way: 1 the program's, 2 one inside its hook
extern void (*weft_on_trap)(int32_t code); // when set, called first, on the system stack; it need not return
const char *weft_trap_message(int32_t code);
extern char weft_host_message[256]; // what WEFT_TRAP_HOST says
WEFT_NORETURN WEFT_COLD void weft_trap_at(int32_t code, const void *pc, const void *fp, const void *sp);
// Our own fault: prints "weft: internal error: ..." and aborts with 134.
WEFT_NORETURN WEFT_COLD void weft_internal_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
// A failure of the environment (no memory, limits): prints "weft: ..." and exits with 134.
WEFT_NORETURN WEFT_COLD void weft_fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

extern bool weft_is_embedded; // main is not ours

// ---- backtrace.c
// Prints the functions of the running chain of stacks, one a line, from the frame {pc, fp, sp} outwards.
void weft_backtrace(const void *pc, const void *fp, const void *sp);
const char *weft_function_name(const void *pc);
// The name of the module's function whose code holds pc, and where it starts; or NULL.
const char *weft_function_at(const void *pc, const void **start);
// The return addresses in the running stack from frame fp outwards, up to the bottom of the continuation; at most max.
uint64_t weft_stack_pcs(const void *fp, uint32_t *pcs, uint64_t max);

// ---- symbols.c
const char *weft_elf_function(const void *pc, const void **start);
// A section of the program's file; NULL when there is none.
const void *weft_elf_section(const char *name, uint64_t *size);

// ---- lines.c
typedef struct weft_frame {
  const char *name; // of the function; not ended by 0
  uint64_t name_length;
  const char *directory, *file; // file: NULL when unknown, relative to directory or not; not ended by 0
  uint64_t file_length;
  uint32_t line;
  const void *start; // of the code that the frame shares with those it is inlined in
} weft_frame;
// The frames that pc stands for, the innermost inlined one first; at most `max`. 0: pc is not in a function of the module.
int weft_frames_at(const void *pc, weft_frame *frames, int max);

// ---- sort.c: of items that begin with an 8-byte key.
void weft_sort(void *base, uint64_t count, uint64_t size);
// The index of the last item whose key is not above `wanted`, or ~0.
uint64_t weft_last_at_or_before(const void *base, uint64_t count, uint64_t size, uint64_t wanted);

// ---- memory.c, table.c
void weft_memories_init(void);
bool weft_memory_covers(const void *address);
void weft_tables_init(void);

// Guest ranges, for host functions. NULL when [address, address + size) is not inside memory 0.
void *weft_guest(uint32_t address, uint64_t size);

// ---- entry.c
extern int weft_argc;
extern char **weft_argv;
const weft_export *weft_find_export(const char *name);
WEFT_NORETURN void weft_exit(int code);
// All that must be there before a module is instantiated.
void weft_runtime_init(int argc, char **argv);
// When a program is linked with this function, main() calls it in place of instantiating the module and running it.
void weft_driver(void) __attribute__((weak));

// ---- wasi-files.c
void weft_wasi_init(void);

#endif
