// A small Lempel-Ziv compressor and its decompressor over n bytes of made-up text. An operation is one byte there and back.
#include "stopwatch.h"
#include <string.h>

enum { window = 65535, shortest = 4, longest = 66, hash_bits = 15 };

static uint32_t four(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, 4);
  return v;
}

// A literal run is a byte below 128, its length - 1, and the bytes; a match is 128 + length - 4 and two bytes of distance.
static long compress(const uint8_t *in, long n, uint8_t *out) {
  static uint32_t seen[1 << hash_bits];
  long at = 0, literal = 0, to = 0;
  memset(seen, 0, sizeof seen);
  while (at <= n) {
    long length = 0, distance = 0;
    if (at + shortest <= n) {
      uint32_t *slot = &seen[four(in + at) * 2654435761u >> (32 - hash_bits)];
      long before = (long)*slot - 1;
      *slot = (uint32_t)at + 1;
      if (before >= 0 && at - before <= window && four(in + before) == four(in + at)) {
        distance = at - before;
        for (length = shortest; length < longest && at + length < n && in[before + length] == in[at + length];) length++;
      }
    }
    if (at - literal == 128 || (at > literal && (length || at == n))) {
      out[to++] = (uint8_t)(at - literal - 1);
      memcpy(out + to, in + literal, at - literal);
      to += at - literal;
      literal = at;
    }
    if (length) {
      out[to++] = (uint8_t)(128 + length - shortest);
      out[to++] = (uint8_t)(distance >> 8);
      out[to++] = (uint8_t)distance;
      literal = at += length;
    } else {
      at++;
    }
  }
  return to;
}

static long expand(const uint8_t *in, long n, uint8_t *out) {
  long to = 0;
  for (long at = 0; at < n;) {
    int code = in[at++];
    if (code < 128) {
      memcpy(out + to, in + at, code + 1);
      to += code + 1;
      at += code + 1;
    } else {
      int length = code - 128 + shortest, distance = in[at] << 8 | in[at + 1];
      at += 2;
      for (int i = 0; i < length; i++, to++) out[to] = out[to - distance];
    }
  }
  return to;
}

int main(int argc, char **argv) {
  static const char *const words[] = {"stack ", "switch ", "fiber ", "the ", "of ", "a ", "wasm ", "resumes ",
                                      "and ", "suspends ", "goroutine ", "\n", "handler ", "tag ", "42 ", "0x7f "};
  long n = stopwatch_size(argc, argv), length = 0;
  uint8_t *text = malloc(n + 16), *packed = malloc(2 * n + 16), *back = malloc(n + 16);
  uint32_t state = 1;
  while (length < n) {
    state = state * 1664525 + 1013904223;
    const char *word = words[(state >> 24 & 15) & (state >> 16 | 3)];
    for (; *word && length < n; word++) text[length++] = (uint8_t)*word;
  }
  stopwatch_start();
  long small = compress(text, n, packed);
  long large = expand(packed, small, back);
  stopwatch_stop(n, "%ld %s", small, large == n && memcmp(text, back, n) == 0 ? "same" : "different");
}
