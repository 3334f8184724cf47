// Reading the numbers that DWARF tables are made of. Each function moves *p behind what it read.
#ifndef WEFT_DWARF_H
#define WEFT_DWARF_H
#include <stdint.h>
#include <string.h>

static inline uint64_t read_uleb(const uint8_t **p) {
  uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint8_t byte = *(*p)++;
    if (shift < 64) value |= (uint64_t)(byte & 0x7f) << shift;
    if (!(byte & 0x80)) return value;
  }
}

static inline int64_t read_sleb(const uint8_t **p) {
  uint64_t value = 0;
  for (unsigned shift = 0;;) {
    uint8_t byte = *(*p)++;
    if (shift < 64) value |= (uint64_t)(byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    if (shift < 64 && byte & 0x40) value |= ~0ul << shift;
    return (int64_t)value;
  }
}

#define READ(type, p) ({ type v_; memcpy(&v_, *(p), sizeof v_); *(p) += sizeof v_; v_; })

#endif
