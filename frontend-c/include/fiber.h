// fiber.h: asymmetric coroutines for C, each on a stack of its own, implemented with WasmFX continuations.
// Source-compatible with the fiber.h of the public wasmfx fiber-c library. The functions live in the module
// "weft_fiber" (frontend-c/runtime/fiber.wat), which weft links in when they are used.
//
//   fiber_init();
//   fiber_t f = fiber_alloc(count);                 // void *count(void *first_argument)
//   fiber_result_t status;
//   void *v = fiber_resume(f, argument, &status);   // runs count until it yields or returns
//   ...                                             // status tells which; v is what it yielded or returned
//   fiber_free(f);
//   fiber_finalize();
#ifndef WEFT_FIBER_H
#define WEFT_FIBER_H

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __wasm__
#define WEFT_FIBER_IMPORT(name) __attribute__((import_module("weft_fiber"), import_name(#name)))
#else
#define WEFT_FIBER_IMPORT(name)
#endif

/** What a fiber runs. The argument is that of the first fiber_resume; the result is that of the last. */
typedef void *(*fiber_entry_point_t)(void *);

typedef struct fiber *fiber_t;

/** How fiber_resume came back: the fiber returned, the fiber yielded, or there was nothing to resume. */
typedef enum { FIBER_OK = 0, FIBER_YIELD = 1, FIBER_ERROR = 2 } fiber_result_t;

/** Call once before the other functions. */
WEFT_FIBER_IMPORT(fiber_init) void fiber_init(void);

/** Call once after the last use of the other functions. */
WEFT_FIBER_IMPORT(fiber_finalize) void fiber_finalize(void);

/** A new fiber, not started yet; NULL when there is no memory for its stack. */
WEFT_FIBER_IMPORT(fiber_alloc) fiber_t fiber_alloc(fiber_entry_point_t entry);

/** Gives back a fiber and its stack. A fiber that is in the middle of its work is abandoned there. */
WEFT_FIBER_IMPORT(fiber_free) void fiber_free(fiber_t fiber);

/**
 * Starts a fiber or continues it after its fiber_yield, which returns `argument`. Returns what the fiber yields or
 * returns. A fiber that has returned or that is running already gives FIBER_ERROR and NULL.
 */
WEFT_FIBER_IMPORT(fiber_resume) void *fiber_resume(fiber_t fiber, void *argument, fiber_result_t *status);

/** Suspends the running fiber; its fiber_resume returns `value`. Returns the argument of the next fiber_resume. */
WEFT_FIBER_IMPORT(fiber_yield) void *fiber_yield(void *value);

#undef WEFT_FIBER_IMPORT

#ifdef __cplusplus
}
#endif
#endif
