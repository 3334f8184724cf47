// What every C benchmark program here reports with: the size it was asked for, its time, its result. Two lines, which the
// bench's harness reads: "time NANOSECONDS OPERATIONS" and "result TEXT".
#ifndef STOPWATCH_H
#define STOPWATCH_H

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t stopwatch_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t stopwatch_started;

/** The program's first argument: how much work to do. */
static long stopwatch_size(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "%s: needs a size\n", argv[0]);
    exit(1);
  }
  return atol(argv[1]);
}

/** Begins the time that counts. */
static void stopwatch_start(void) { stopwatch_started = stopwatch_now(); }

/** Ends it: `operations` is how many of what is measured were done, the rest, as for printf, what they came to. */
__attribute__((format(printf, 2, 3))) static void stopwatch_stop(uint64_t operations, const char *format, ...) {
  uint64_t took = stopwatch_now() - stopwatch_started;
  va_list values;
  printf("time %llu %llu\nresult ", (unsigned long long)took, (unsigned long long)operations);
  va_start(values, format);
  vprintf(format, values);
  va_end(values);
  putchar('\n');
}

#endif
