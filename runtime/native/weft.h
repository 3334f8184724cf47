// weft for C programs: an object made by `weft build ... -o app.o` holds one WebAssembly module and the runtime. Its own
// header, app.h, includes this one and declares the module's exports and the host functions it imports.
//
//   cc -no-pie main.c app.o -o program -lm -lpthread      (or -static -no-pie -Wl,--eh-frame-hdr)
//
// One module per process, used by one thread: the one that instantiates it. A call that does not come to its end (a trap,
// an exception or a suspension that nobody handles, proc_exit) gives a status, and the next call works as before: the
// memory, tables and globals stay as they are. docs/embedding.md has the whole story.
#ifndef WEFT_H
#define WEFT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum weft_status {
  WEFT_OK = 0,
  WEFT_TRAPPED = 1,   // any trap that is not told apart below
  WEFT_UNCAUGHT = 2,  // an exception left the exported function
  WEFT_UNHANDLED = 3, // a suspension or a switch found no handler in this call
  WEFT_FAILED = 4,    // a host function called weft_fail
  WEFT_EXITED = 5,    // the module called proc_exit: see weft_exit_code
  WEFT_UNUSABLE = 6,  // nothing was called: no instance, another thread, or no room for one more nested call
} weft_status;

// Makes the instance: memories, tables, segments, the start function, then the export _initialize when there is one. argc
// and argv are what the module sees through WASI; 0 and NULL will do.
weft_status weft_instantiate(int argc, char **argv);

// Calls the export _start, if there is one.
weft_status weft_start(void);

// Why the last call failed: "integer divide by zero". Never NULL.
const char *weft_error_message(void);

// The argument of proc_exit, after WEFT_EXITED.
int weft_exit_code(void);

// For host functions: ends the call of the module that is under way with WEFT_FAILED and this message. Frames of C between
// here and the module are left without further ado, as with longjmp.
#ifdef __cplusplus
[[noreturn]]
#else
_Noreturn
#endif
void weft_fail(const char *message);

// Memory 0. The base never moves; NULL and 0 when there is none.
uint8_t *weft_memory_base(void);
uint64_t weft_memory_size(void);
// The place of `size` bytes at an address of memory 0, or NULL when they do not all lie inside it.
void *weft_memory_at(uint64_t address, uint64_t size);

// What the generated functions do: call export number `index` with its values in 64-bit slots.
weft_status weft_call_export(uint32_t index, uint64_t *slots);

#ifdef __cplusplus
}
#endif

#endif
