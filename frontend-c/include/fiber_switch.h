// fiber_switch.h: symmetric coroutines for C. A fiber switches directly to another fiber, with WasmFX's `switch`.
// Source-compatible with the fiber_switch.h of the public wasmfx fiber-c library. The functions live in the module
// "weft_fiber_switch" (frontend-c/runtime/fiber-switch.wat). Native engine only: V8 14.6 has no `switch`.
//
//   void *program(int argc, char **argv) {          // is a fiber itself
//     fiber_t f = fiber_alloc(worker), from;        // void *worker(void *argument, fiber_t who_switched_here)
//     void *v = fiber_switch(f, argument, &from);   // comes back when some fiber switches here, with its argument
//     ...
//   }
//   int main(int argc, char **argv) { fiber_main(program, argc, argv); }
#ifndef WEFT_FIBER_SWITCH_H
#define WEFT_FIBER_SWITCH_H

#ifdef WEFT_FIBER_H
#error "fiber.h and fiber_switch.h cannot be used in one file: their functions have the same names"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __wasm__
#define WEFT_FIBER_IMPORT(name) __attribute__((import_module("weft_fiber_switch"), import_name(#name)))
#else
#define WEFT_FIBER_IMPORT(name)
#endif

typedef struct fiber *fiber_t;

/** What a fiber runs: the argument of the first switch to it, and the fiber that made it. */
typedef void *(*fiber_entry_point_t)(void *, fiber_t);

typedef enum { FIBER_OK = 0, FIBER_SWITCH = 1, FIBER_ERROR = 2 } fiber_result_t;

/** A new fiber, not started yet; NULL when there is no memory for its stack. */
WEFT_FIBER_IMPORT(fiber_alloc) fiber_t fiber_alloc(fiber_entry_point_t entry);

/** Gives back a fiber and its stack. A fiber that is in the middle of its work is abandoned there. */
WEFT_FIBER_IMPORT(fiber_free) void fiber_free(fiber_t fiber);

/**
 * Suspends the running fiber and starts or continues `target`, which gets `argument`. When a fiber switches back here,
 * returns its argument and puts that fiber into `*switched_from`.
 */
WEFT_FIBER_IMPORT(fiber_switch) void *fiber_switch(fiber_t target, void *argument, fiber_t *switched_from);

/** Ends the running fiber and continues `target`. */
WEFT_FIBER_IMPORT(fiber_switch_return) void fiber_switch_return(fiber_t target, void *argument);

/** Runs `program` as the first fiber; its end, or the plain return of any fiber, ends fiber_main with that result. */
WEFT_FIBER_IMPORT(fiber_main) void *fiber_main(void *(*program)(int argc, char **argv), int argc, char **argv);

#undef WEFT_FIBER_IMPORT

#ifdef __cplusplus
}
#endif
#endif
