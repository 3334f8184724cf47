// What the cases of the host functions share: checks and the guest's memory.
#ifndef WEFT_TEST_HOST_H
#define WEFT_TEST_HOST_H

#include "../../wasi.h"

#include <stdio.h>
#include <stdlib.h>

extern weft_memory memories[1];

#define SIZE 131072u
#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
      exit(1); \
    } \
  } while (0)
#define SAME(call, expected) \
  do { \
    int32_t got_ = (call), expected_ = (expected); \
    if (got_ != expected_) { \
      printf("%s:%d: %s is %d, not %d\n", __FILE__, __LINE__, #call, got_, expected_); \
      exit(1); \
    } \
  } while (0)

static inline uint8_t *memory(uint32_t at) { return memories[0].base + at; }
static inline uint32_t get32(uint32_t at) { uint32_t v; memcpy(&v, memory(at), 4); return v; }
static inline uint64_t get64(uint32_t at) { uint64_t v; memcpy(&v, memory(at), 8); return v; }

// Guest memory of the cases: texts from 1000, results at 100, buffers from 4096.
extern uint32_t text_at;
static inline uint32_t text(const char *s) {
  uint32_t at = text_at;
  memcpy(memory(at), s, strlen(s));
  text_at += (uint32_t)strlen(s);
  if (text_at > 3000) text_at = 1000;
  return at;
}
#define PATH(s) text(s), (uint32_t)strlen(s)
enum { BOX = 3 }; // the preopened directory

#define HOST(name) weft_host_weft_host_##name

// Waits until a socket is ready: 1 to read, 4 to write.
void wait_for(int32_t fd, int16_t events);
// sockets.c
void case_any_sockets(void);

#endif
