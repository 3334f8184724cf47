// For the native tests: a test program is a module made in C. Its continuations run C functions on real continuation stacks, through
// the primitives in glue.ll. `program CASE [n]` runs one case on the main wasm stack.
#ifndef WEFT_TEST_HARNESS_H
#define WEFT_TEST_HARNESS_H

#include "../weft_abi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct cont {
  weft_stack *leaf;
  uint64_t revision;
} cont;

#define TEST_ROOTS (1 << 20)
extern cont test_roots[TEST_ROOTS];

typedef struct event {
  int64_t code;
  weft_stack *leaf;
  uint64_t p[5];
} event;

cont glue_cont_new(const weft_func *func);
void glue_resume(event *out, weft_stack *k, uint64_t revision, const weft_handler *handlers, uint64_t p0, uint64_t p1, uint64_t p2, uint64_t p3, uint64_t p4);
void glue_resume_throw(event *out, weft_stack *k, uint64_t revision, const weft_handler *handlers, weft_exn *exn);
cont glue_bind(weft_stack *k, uint64_t revision, const uint64_t *slots, uint64_t count, uint64_t remaining);
void glue_suspend(event *out, const weft_tag *tag, uint64_t p0, uint64_t p1, uint64_t p2, uint64_t p3, uint64_t p4);
void glue_switch(event *out, const weft_tag *tag, weft_stack *k, uint64_t revision, uint64_t p0);
weft_exn *glue_try(void (*f)(void *), void *arg);
void glue_throw(weft_exn *exn); // does not return

// A tag with a clause list of its own: (on $tag $label 1).
#define TAG(name) \
  static weft_tag name = {#name, 1}; \
  __attribute__((unused)) static const weft_handler name##_clause[2] = {{&name, 1}, {NULL, 0}}
#define SWITCH_CLAUSE(tag) ((const weft_handler[2]){{(const char *)&(tag) + 1, 0}, {NULL, 0}})
static const weft_handler no_clauses[1] __attribute__((unused));

// A function usable as a continuation's.
#define FUNC(name) \
  static void name(__attribute__((unused)) uint64_t slots[5]); \
  static const weft_func name##_ref = {name, 1, #name}; \
  static void name(uint64_t slots[5])

static inline event resume(cont k, const weft_handler *handlers, uint64_t p0) {
  event e;
  glue_resume(&e, k.leaf, k.revision, handlers, p0, 0, 0, 0, 0);
  return e;
}
static inline uint64_t suspend(const weft_tag *tag, uint64_t p0) {
  event e;
  glue_suspend(&e, tag, p0, 0, 0, 0, 0);
  return e.p[0];
}
static inline cont suspended(event e) { return (cont){e.leaf, e.leaf->revision}; }

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
      exit(1); \
    } \
  } while (0)

static inline double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// A figure of /proc/self/status in KiB.
static inline long status_kib(const char *field) {
  FILE *f = fopen("/proc/self/status", "r");
  char line[256];
  long value = -1;
  while (f && fgets(line, sizeof line, f))
    if (strncmp(line, field, strlen(field)) == 0) value = atol(line + strlen(field) + 1);
  if (f) fclose(f);
  return value;
}

typedef struct test_case {
  const char *name;
  void (*run)(long n);
} test_case;

#endif
