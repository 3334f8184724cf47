// weft_host.poll: waits for descriptors. The program passes all it waits for each time: { i32 fd, i16 events, i16 revents }.
//
// Few of them go to poll(2). For many, the kernel keeps the list (epoll), and a call tells it only what changed since the
// last one: 10,000 idle connections cost a pass over 80 KB here, not 10,000 looks at sockets in the kernel.
//
//   entry.watched   the descriptor is in the epoll set, for entry.watched_events
//   entry.round     the call that asked for it last; events for others are leftovers of earlier calls: taken out when they show up
//   entry.first     where in this call's array it is; several places are chained through `next`
//
// Closing a descriptor takes it out of the set, and its entry here is gone too; a new one starts unwatched. One that gets another
// number (fd_renumber) is taken out: the set knows it by the number. So is one whose socket has other descriptors (sock_dup)
// before it is closed: the kernel would keep it as long as the socket lives.
#define _GNU_SOURCE
#include "wasi.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define FEW 16
#define AT_ONCE 1024 // events taken from the kernel in one call
#define NONE UINT32_MAX
#define ASKED (POLLIN | POLLOUT)
#define TOLD (POLLIN | POLLOUT | POLLERR | POLLHUP)

_Static_assert(POLLIN == EPOLLIN && POLLOUT == EPOLLOUT && POLLERR == EPOLLERR && POLLHUP == EPOLLHUP, "poll and epoll number events alike");

static struct {
  int epoll;
  uint32_t round;
  uint32_t *next;
  uint32_t room;
} state = {.epoll = -1};

static int32_t fd_at(const uint8_t *guest, uint32_t i) {
  int32_t fd;
  memcpy(&fd, guest + (uint64_t)i * 8, 4);
  return fd;
}
static int16_t events_at(const uint8_t *guest, uint32_t i) {
  int16_t events;
  memcpy(&events, guest + (uint64_t)i * 8 + 4, 2);
  return events & ASKED;
}
static void put_result(uint8_t *guest, uint32_t i, int16_t revents) { memcpy(guest + (uint64_t)i * 8 + 6, &revents, 2); }

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000l + t.tv_nsec / 1000000;
}

// ---- few -----------------------------------------------------------------------------------------------------------

static int32_t poll_few(uint8_t *guest, uint32_t count, int32_t timeout) {
  struct pollfd fds[FEW];
  int ready = 0;
  for (uint32_t i = 0; i < count; i++) {
    const wasi_fd *entry = wasi_fd_get(fd_at(guest, i));
    fds[i] = (struct pollfd){.fd = entry ? entry->host : -1, .events = events_at(guest, i)};
    if (!entry && fd_at(guest, i) >= 0) ready++; // reported as not open below
  }
  if (timeout != 0 && !ready) weft_pool_idle();
  int n;
  do n = poll(fds, count, ready ? 0 : timeout); // a signal only shortens a wait with a limit
  while (n < 0 && errno == EINTR && timeout < 0);
  if (n < 0 && errno != EINTR) return -wasi_errno(errno);
  if (n < 0) n = 0;
  for (uint32_t i = 0; i < count; i++) {
    int16_t revents = n ? fds[i].revents & (TOLD | POLLNVAL) : 0;
    put_result(guest, i, fds[i].fd < 0 && fd_at(guest, i) >= 0 ? POLLNVAL : revents);
  }
  return n + ready;
}

// ---- many ----------------------------------------------------------------------------------------------------------

// Reports `revents` at every place of the array where the descriptor is, as far as asked there. Gives the number of places.
static int report(uint8_t *guest, const wasi_fd *entry, uint32_t revents) {
  int ready = 0;
  for (uint32_t i = entry->first; i != NONE; i = state.next[i]) {
    int16_t told = (int16_t)(revents & (uint32_t)(events_at(guest, i) | POLLERR | POLLHUP | POLLNVAL));
    put_result(guest, i, told);
    if (told) ready++;
  }
  return ready;
}

// Brings the epoll set up to what the entry wants. Returns 0, or what poll would report at once for a descriptor that epoll does
// not take: files are always ready.
static int16_t watch(int32_t fd, wasi_fd *entry) {
  if (entry->watched && entry->watched_events == entry->wanted) return 0;
  struct epoll_event event = {.events = entry->wanted, .data.u32 = (uint32_t)fd};
  int result = epoll_ctl(state.epoll, entry->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, entry->host, &event);
  if (result != 0 && errno == EEXIST) result = epoll_ctl(state.epoll, EPOLL_CTL_MOD, entry->host, &event);
  if (result != 0) return errno == EPERM ? ASKED : POLLNVAL;
  entry->watched = true;
  entry->watched_events = entry->wanted;
  return 0;
}

void weft_poll_forget(wasi_fd *entry) {
  if (entry->watched) epoll_ctl(state.epoll, EPOLL_CTL_DEL, entry->host, NULL);
  entry->watched = false;
}

// One look at the kernel's list. Gives the number of places reported, -1 on errors; *leftovers: events nobody asked for.
static int collect(uint8_t *guest, int timeout, bool *leftovers) {
  static struct epoll_event events[AT_ONCE];
  int n = epoll_wait(state.epoll, events, AT_ONCE, timeout);
  int ready = 0;
  *leftovers = false;
  for (int k = 0; k < n; k++) {
    wasi_fd *entry = wasi_fd_get((int32_t)events[k].data.u32);
    if (entry && entry->round == state.round) {
      ready += report(guest, entry, events[k].events);
    } else if (entry) {
      weft_poll_forget(entry);
      *leftovers = true;
    }
  }
  return n < 0 ? -1 : ready;
}

static bool make_room(uint32_t count) {
  if (count > state.room) {
    uint32_t *grown = realloc(state.next, count * sizeof *grown);
    if (!grown) return false;
    state.next = grown;
    state.room = count;
  }
  if (state.epoll < 0) state.epoll = epoll_create1(EPOLL_CLOEXEC);
  return state.epoll >= 0;
}

static int32_t poll_many(uint8_t *guest, uint32_t count, int32_t timeout) {
  if (!make_room(count)) return -W_NOMEM;
  if (++state.round == 0) state.round = 1; // 0: never asked for
  int ready = 0;
  for (uint32_t i = 0; i < count; i++) {
    int32_t fd = fd_at(guest, i);
    wasi_fd *entry = wasi_fd_get(fd);
    put_result(guest, i, entry || fd < 0 ? 0 : POLLNVAL);
    if (!entry && fd >= 0) ready++;
    if (!entry) continue;
    bool first = entry->round != state.round;
    state.next[i] = first ? NONE : entry->first;
    entry->wanted = (uint16_t)((first ? 0 : entry->wanted) | events_at(guest, i));
    entry->first = i;
    entry->round = state.round;
  }
  for (uint32_t i = 0; i < count; i++) {
    wasi_fd *entry = wasi_fd_get(fd_at(guest, i));
    if (!entry || entry->first != i) continue;
    int16_t at_once = watch(fd_at(guest, i), entry);
    if (at_once) ready += report(guest, entry, (uint32_t)at_once);
  }
  if (timeout != 0 && !ready) weft_pool_idle();
  int64_t end = timeout > 0 ? now_ms() + timeout : 0;
  for (;;) {
    bool leftovers;
    int n = collect(guest, ready ? 0 : timeout, &leftovers);
    if (n < 0 && errno != EINTR) return -wasi_errno(errno);
    if (n > 0 || ready) return (n > 0 ? n : 0) + ready;
    if (n < 0 ? timeout >= 0 : !leftovers) return 0; // a signal shortens a wait with a limit
    if (timeout > 0) {
      int64_t left = end - now_ms();
      timeout = left > 0 ? (int32_t)left : 0;
    }
  }
}

int32_t weft_host_weft_host_poll(uint32_t entries, uint32_t count, int32_t timeout_ms) {
  uint8_t *guest = weft_guest(entries, (uint64_t)count * 8);
  if (!guest) return -W_FAULT;
  return count <= FEW ? poll_few(guest, count, timeout_ms) : poll_many(guest, count, timeout_ms);
}
