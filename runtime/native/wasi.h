// WASI preview 1: numbers, guest memory access and the descriptor table, for the wasi-*.c files and net.c.
#ifndef WEFT_WASI_H
#define WEFT_WASI_H

#include "host_abi.h"
#include "runtime.h"

#include <errno.h>
#include <string.h>

#define WASI(name) weft_host_wasi_snapshot_preview1_##name

// Error numbers.
enum {
  W_SUCCESS = 0, W_2BIG = 1, W_ACCES = 2, W_ADDRINUSE = 3, W_ADDRNOTAVAIL = 4, W_AFNOSUPPORT = 5, W_AGAIN = 6,
  W_ALREADY = 7, W_BADF = 8, W_BUSY = 10, W_CANCELED = 11, W_CHILD = 12, W_CONNABORTED = 13, W_CONNREFUSED = 14,
  W_CONNRESET = 15, W_DEADLK = 16, W_DESTADDRREQ = 17, W_DOM = 18, W_DQUOT = 19, W_EXIST = 20, W_FAULT = 21, W_FBIG = 22,
  W_HOSTUNREACH = 23, W_ILSEQ = 25, W_INPROGRESS = 26, W_INTR = 27, W_INVAL = 28, W_IO = 29, W_ISCONN = 30, W_ISDIR = 31,
  W_LOOP = 32, W_MFILE = 33, W_MLINK = 34, W_MSGSIZE = 35, W_NAMETOOLONG = 37, W_NETDOWN = 38, W_NETRESET = 39,
  W_NETUNREACH = 40, W_NFILE = 41, W_NOBUFS = 42, W_NODEV = 43, W_NOENT = 44, W_NOEXEC = 45, W_NOLCK = 46, W_NOMEM = 48,
  W_NOPROTOOPT = 50, W_NOSPC = 51, W_NOSYS = 52, W_NOTCONN = 53, W_NOTDIR = 54, W_NOTEMPTY = 55, W_NOTSOCK = 57,
  W_NOTSUP = 58, W_NOTTY = 59, W_NXIO = 60, W_OVERFLOW = 61, W_PERM = 63, W_PIPE = 64, W_PROTO = 65, W_RANGE = 68,
  W_ROFS = 69, W_SPIPE = 70, W_SRCH = 71, W_STALE = 72, W_TIMEDOUT = 73, W_TXTBSY = 74, W_XDEV = 75, W_NOTCAPABLE = 76,
};

// File types.
enum {
  WT_UNKNOWN = 0, WT_BLOCK = 1, WT_CHARACTER = 2, WT_DIRECTORY = 3, WT_REGULAR = 4, WT_DATAGRAM = 5, WT_STREAM = 6, WT_SYMLINK = 7,
};

// Rights that mean something here: they choose the host's access mode and answer fdstat_get.
#define WR_DATASYNC (1ull << 0)
#define WR_READ (1ull << 1)
#define WR_SEEK (1ull << 2)
#define WR_TELL (1ull << 5)
#define WR_WRITE (1ull << 6)
#define WR_ALLOCATE (1ull << 8)
#define WR_READDIR (1ull << 14)
#define WR_SET_SIZE (1ull << 22)
#define WR_ALL ((1ull << 30) - 1)

// Descriptor flags.
enum { WF_APPEND = 1, WF_DSYNC = 2, WF_NONBLOCK = 4, WF_RSYNC = 8, WF_SYNC = 16 };

// The WASI number of a host errno.
int32_t wasi_errno(int host);
// 0 on success (result >= 0), else the WASI number of errno.
static inline int32_t wasi_result(long result) { return result < 0 ? wasi_errno(errno) : W_SUCCESS; }

// One descriptor of the guest. The number is its index: never a number of the engine's own descriptors.
typedef struct wasi_fd {
  bool open;
  bool restricted;      // paths from here must stay below here (false when everything below "/" is allowed)
  uint8_t type;         // WT_*
  int host;             // host descriptor; owned unless it is 0, 1 or 2
  uint64_t rights, inheriting;
  const char *preopen;  // guest name of a preopened directory, or NULL
  bool shared;             // others have the same socket
  bool watched;            // the rest is net-poll.c's
  uint16_t watched_events, wanted;
  uint32_t round, first;
} wasi_fd;

// The entry of an open descriptor, or NULL. The pointer is good until the next wasi_fd_add.
wasi_fd *wasi_fd_get(int32_t fd);
// Takes the lowest free number; -1 when there is none (the host descriptor is then still the caller's).
int32_t wasi_fd_add(wasi_fd entry);

// net-poll.c: the descriptor is about to get another number.
void weft_poll_forget(wasi_fd *entry);

// Little-endian stores into guest memory; false when out of bounds.
static inline bool put_bytes(uint32_t address, const void *bytes, uint64_t size) {
  void *p = weft_guest(address, size);
  if (p && size) memcpy(p, bytes, size);
  return p != NULL;
}
static inline bool put_u32(uint32_t address, uint32_t value) { return put_bytes(address, &value, sizeof value); }
static inline bool put_u64(uint32_t address, uint64_t value) { return put_bytes(address, &value, sizeof value); }

#endif
