// WASI: poll_oneoff. Waits for the earliest of some clocks and for descriptors.
#define _GNU_SOURCE
#include "wasi.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>

enum { CLOCK = 0, FD_READ = 1, FD_WRITE = 2 };

// Guest layouts: subscription 48 bytes {u64 userdata, u8 tag @8, u32 clock or fd @16, u64 timeout @24, u64 precision, u16
// flags @40}; event 32 bytes {u64 userdata, u16 error @8, u8 type @10, u64 nbytes @16, u16 flags @24}.
#define SUBSCRIPTION 48
#define EVENT 32

typedef struct subscription {
  uint64_t userdata, timeout;
  uint32_t id;
  uint16_t flags;
  uint8_t tag;
} subscription;

static subscription read_subscription(const uint8_t *p) {
  subscription s;
  memcpy(&s.userdata, p, 8);
  s.tag = p[8];
  memcpy(&s.id, p + 16, 4);
  memcpy(&s.timeout, p + 24, 8);
  memcpy(&s.flags, p + 40, 2);
  return s;
}

static void write_event(uint8_t *p, const subscription *s, uint16_t error, uint64_t nbytes, uint16_t flags) {
  memset(p, 0, EVENT);
  memcpy(p, &s->userdata, 8);
  memcpy(p + 8, &error, 2);
  p[10] = s->tag;
  memcpy(p + 16, &nbytes, 8);
  memcpy(p + 24, &flags, 2);
}

static uint64_t now(uint32_t clock) {
  struct timespec t = {0};
  clock_gettime(clock == 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// Nanoseconds until a clock subscription is due.
static uint64_t left(const subscription *s, uint64_t start) {
  enum { ABSOLUTE = 1 };
  uint64_t at = now(s->id);
  uint64_t due = s->flags & ABSOLUTE ? s->timeout : s->timeout > UINT64_MAX - start ? UINT64_MAX : start + s->timeout;
  return due > at ? due - at : 0;
}

int32_t WASI(poll_oneoff)(uint32_t in, uint32_t out, uint32_t count, uint32_t done_at) {
  if (count == 0) return W_INVAL;
  const uint8_t *from = weft_guest(in, (uint64_t)count * SUBSCRIPTION);
  uint8_t *to = weft_guest(out, (uint64_t)count * EVENT);
  if (!from || !to || !weft_guest(done_at, 4)) return W_FAULT;
  subscription *subs = malloc(count * sizeof *subs);
  struct pollfd *fds = calloc(count, sizeof *fds);
  uint64_t *starts = malloc(count * sizeof *starts);
  if (!subs || !fds || !starts) {
    free(subs), free(fds), free(starts);
    return W_NOMEM;
  }
  uint32_t events = 0;
  for (uint32_t i = 0; i < count; i++) {
    subs[i] = read_subscription(from + (uint64_t)i * SUBSCRIPTION);
    fds[i].fd = -1;
  }
  for (uint32_t i = 0; i < count; i++) {
    const subscription *s = &subs[i];
    if (s->tag == CLOCK) {
      starts[i] = now(s->id);
      if (s->id > 3) write_event(to + EVENT * events++, s, W_INVAL, 0, 0);
    } else if (s->tag == FD_READ || s->tag == FD_WRITE) {
      const wasi_fd *entry = wasi_fd_get((int32_t)s->id);
      if (!entry) write_event(to + EVENT * events++, s, W_BADF, 0, 0);
      else fds[i] = (struct pollfd){.fd = entry->host, .events = s->tag == FD_READ ? POLLIN : POLLOUT};
    } else {
      write_event(to + EVENT * events++, s, W_INVAL, 0, 0);
    }
  }
  while (events == 0) {
    uint64_t wait = UINT64_MAX;
    for (uint32_t i = 0; i < count; i++) {
      if (subs[i].tag != CLOCK) continue;
      uint64_t mine = left(&subs[i], starts[i]);
      if (mine < wait) wait = mine;
    }
    if (wait) weft_pool_idle();
    struct timespec limit = {.tv_sec = (time_t)(wait / 1000000000u), .tv_nsec = (long)(wait % 1000000000u)};
    if (ppoll(fds, count, wait == UINT64_MAX ? NULL : &limit, NULL) < 0 && errno != EINTR) {
      int32_t error = wasi_errno(errno);
      free(subs), free(fds), free(starts);
      return error;
    }
    for (uint32_t i = 0; i < count; i++) {
      const subscription *s = &subs[i];
      if (s->tag == CLOCK) {
        if (left(s, starts[i]) == 0) write_event(to + EVENT * events++, s, W_SUCCESS, 0, 0);
      } else if (fds[i].revents) {
        int available = 0;
        if (s->tag == FD_READ) ioctl(fds[i].fd, FIONREAD, &available);
        uint16_t error = fds[i].revents & POLLNVAL ? W_BADF : fds[i].revents & POLLERR && !(fds[i].revents & fds[i].events) ? W_IO : W_SUCCESS;
        write_event(to + EVENT * events++, s, error, available > 0 ? (uint64_t)available : 0, fds[i].revents & POLLHUP ? 1 : 0);
      }
    }
  }
  put_u32(done_at, events);
  free(subs), free(fds), free(starts);
  return W_SUCCESS;
}
