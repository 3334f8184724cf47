// WASI: the descriptor table and everything that works on one open descriptor (fd_*).
//
// Guest numbers are indices into `table`; 0, 1, 2 are the standard streams, then come the preopened directories in the order
// of WEFT_DIRS ("guest=host" pairs separated by ":", a lone "dir" means "dir=dir"; default "/=/").
#define _GNU_SOURCE
#include "wasi.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FDS (1 << 20)

static wasi_fd *table;
static int32_t table_size, table_room;
static int32_t lowest_free; // no free entry below

wasi_fd *wasi_fd_get(int32_t fd) { return fd >= 0 && fd < table_size && table[fd].open ? &table[fd] : NULL; }

// Makes room for entries [0, size).
static bool extend(int32_t size) {
  if (size > table_room) {
    int32_t room = table_room ? table_room * 2 : 64;
    while (room < size) room *= 2;
    wasi_fd *grown = realloc(table, (size_t)room * sizeof *grown);
    if (!grown) return false;
    table = grown;
    table_room = room;
  }
  if (size > table_size) {
    memset(table + table_size, 0, (size_t)(size - table_size) * sizeof *table);
    table_size = size;
  }
  return true;
}

int32_t wasi_fd_add(wasi_fd entry) {
  int32_t fd = lowest_free;
  while (fd < table_size && table[fd].open) fd++;
  if (fd == MAX_FDS || !extend(fd + 1)) return -1;
  lowest_free = fd + 1;
  entry.open = true;
  table[fd] = entry;
  return fd;
}

static void forget(int32_t fd) {
  table[fd].open = false;
  if (fd < lowest_free) lowest_free = fd;
}

static uint8_t type_of_mode(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFBLK: return WT_BLOCK;
    case S_IFCHR: return WT_CHARACTER;
    case S_IFDIR: return WT_DIRECTORY;
    case S_IFREG: return WT_REGULAR;
    case S_IFLNK: return WT_SYMLINK;
    case S_IFSOCK: return WT_STREAM;
    default: return WT_UNKNOWN;
  }
}

uint8_t wasi_type_of_host(int host) {
  struct stat s;
  return fstat(host, &s) == 0 ? type_of_mode(s.st_mode) : WT_UNKNOWN;
}

static void add_standard_stream(int host, uint64_t access) {
  uint8_t type = wasi_type_of_host(host);
  uint64_t rights = WR_ALL & ~(WR_READ | WR_WRITE | WR_READDIR);
  if (type != WT_REGULAR) rights &= ~(WR_SEEK | WR_TELL); // this is how wasi-libc's isatty tells a terminal
  wasi_fd_add((wasi_fd){.type = type, .host = host, .rights = rights | access});
}

static void add_preopen(char *pair) {
  char *equals = strchr(pair, '=');
  const char *host = equals ? equals + 1 : pair;
  if (equals) *equals = 0;
  int fd = open(host, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) weft_fatal("WEFT_DIRS: cannot open directory %s: %s", host, strerror(errno));
  bool whole = strcmp(host, "/") == 0;
  wasi_fd_add((wasi_fd){.type = WT_DIRECTORY, .host = fd, .rights = WR_ALL, .inheriting = WR_ALL, .preopen = pair, .restricted = !whole});
}

// A closed socket must be an error to the guest, not a signal; a reader of our output that went away ends us quietly, as
// it does any program in a pipeline.
static bool dies_of_pipe;
static void ignore_pipe(void) {
  struct sigaction old;
  sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, &old);
  dies_of_pipe = old.sa_handler == SIG_DFL;
}
static void die_of_pipe(void) {
  signal(SIGPIPE, SIG_DFL);
  raise(SIGPIPE);
}

// A standard stream that the caller has closed would be the next file that is opened, and what is printed would go there.
static void open_standard_streams(void) {
  int host;
  do host = open("/dev/null", O_RDWR);
  while (host >= 0 && host <= 2);
  if (host > 2) close(host);
}

void weft_wasi_init(void) {
  ignore_pipe();
  open_standard_streams();
  // A guest finds its current directory in PWD; whoever started us may have forgotten to set it.
  char *here = getcwd(NULL, 0);
  if (here) setenv("PWD", here, 1);
  free(here);
  add_standard_stream(0, WR_READ);
  add_standard_stream(1, WR_WRITE);
  add_standard_stream(2, WR_WRITE);
  const char *dirs = getenv("WEFT_DIRS");
  char *list = strdup(dirs ? dirs : "/=/");
  if (!list) weft_fatal("out of memory");
  for (char *rest = list, *pair; (pair = strsep(&rest, ":"));)
    if (*pair) add_preopen(pair);
}

// ---- reading and writing -------------------------------------------------------------------------------------------

#define MAX_IOVS 1024

// Turns a guest array of {u32 buffer, u32 length} into host iovecs; more than MAX_IOVS are cut off, which the guest sees as a
// short read or write. Returns the count, or -1 when something is out of bounds.
static int host_iovs(uint32_t address, uint32_t count, struct iovec *out) {
  if (count > MAX_IOVS) count = MAX_IOVS;
  const uint8_t *p = weft_guest(address, (uint64_t)count * 8);
  if (!p) return -1;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t pair[2];
    memcpy(pair, p + i * 8, 8);
    out[i].iov_base = weft_guest(pair[0], pair[1]);
    out[i].iov_len = pair[1];
    if (!out[i].iov_base) return -1;
  }
  return (int)count;
}

typedef enum direction { READ, WRITE } direction;

// fd_read, fd_write, fd_pread, fd_pwrite. `offset` < 0: at the file's position.
static int32_t transfer(direction way, int32_t fd, uint32_t iovs, uint32_t count, int64_t offset, uint32_t done_at) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry || !(entry->rights & (way == READ ? WR_READ : WR_WRITE))) return W_BADF;
  if (entry->type == WT_DIRECTORY) return W_ISDIR;
  struct iovec host[MAX_IOVS];
  int n = host_iovs(iovs, count, host);
  if (n < 0 || !weft_guest(done_at, 4)) return W_FAULT;
  ssize_t done;
  do {
    if (offset >= 0) done = way == READ ? preadv(entry->host, host, n, offset) : pwritev(entry->host, host, n, offset);
    else done = way == READ ? readv(entry->host, host, n) : writev(entry->host, host, n);
  } while (done < 0 && errno == EINTR);
  if (done < 0 && errno == EPIPE && dies_of_pipe && (entry->host == 1 || entry->host == 2)) die_of_pipe();
  if (done < 0) return wasi_errno(errno);
  put_u32(done_at, (uint32_t)done);
  return W_SUCCESS;
}

int32_t WASI(fd_read)(int32_t fd, uint32_t iovs, uint32_t count, uint32_t done) { return transfer(READ, fd, iovs, count, -1, done); }
int32_t WASI(fd_write)(int32_t fd, uint32_t iovs, uint32_t count, uint32_t done) { return transfer(WRITE, fd, iovs, count, -1, done); }

int32_t WASI(fd_pread)(int32_t fd, uint32_t iovs, uint32_t count, int64_t offset, uint32_t done) {
  return offset < 0 ? W_INVAL : transfer(READ, fd, iovs, count, offset, done);
}
int32_t WASI(fd_pwrite)(int32_t fd, uint32_t iovs, uint32_t count, int64_t offset, uint32_t done) {
  return offset < 0 ? W_INVAL : transfer(WRITE, fd, iovs, count, offset, done);
}

int32_t WASI(fd_seek)(int32_t fd, int64_t offset, int32_t whence, uint32_t position) {
  static const int host_whence[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  if (entry->type == WT_DIRECTORY) return W_BADF;
  if (whence < 0 || whence > 2) return W_INVAL;
  if (!weft_guest(position, 8)) return W_FAULT;
  off_t at = lseek(entry->host, offset, host_whence[whence]);
  if (at < 0) return wasi_errno(errno);
  put_u64(position, (uint64_t)at);
  return W_SUCCESS;
}

int32_t WASI(fd_tell)(int32_t fd, uint32_t position) { return WASI(fd_seek)(fd, 0, 1, position); }

int32_t WASI(fd_sync)(int32_t fd) {
  wasi_fd *entry = wasi_fd_get(fd);
  return entry ? wasi_result(fsync(entry->host)) : W_BADF;
}

int32_t WASI(fd_datasync)(int32_t fd) {
  wasi_fd *entry = wasi_fd_get(fd);
  return entry ? wasi_result(fdatasync(entry->host)) : W_BADF;
}

int32_t WASI(fd_advise)(int32_t fd, int64_t offset, int64_t len, int32_t advice) {
  static const int host_advice[] = {POSIX_FADV_NORMAL, POSIX_FADV_SEQUENTIAL, POSIX_FADV_RANDOM, POSIX_FADV_WILLNEED, POSIX_FADV_DONTNEED, POSIX_FADV_NOREUSE};
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  if (advice < 0 || advice > 5 || offset < 0 || len < 0) return W_INVAL;
  return wasi_errno(posix_fadvise(entry->host, offset, len, host_advice[advice]));
}

int32_t WASI(fd_allocate)(int32_t fd, int64_t offset, int64_t len) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry || !(entry->rights & WR_WRITE)) return W_BADF;
  if (offset < 0 || len <= 0) return W_INVAL;
  return wasi_errno(posix_fallocate(entry->host, offset, len));
}

int32_t WASI(fd_close)(int32_t fd) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  int host = entry->host;
  if (entry->shared) weft_poll_forget(entry); // closing would leave it in the kernel's list
  forget(fd);
  if (host > 2 && close(host) != 0 && errno != EINTR) return wasi_errno(errno);
  return W_SUCCESS;
}

int32_t WASI(fd_renumber)(int32_t fd, int32_t to) {
  if (!wasi_fd_get(fd) || !wasi_fd_get(to)) return W_BADF;
  if (fd == to) return W_SUCCESS;
  WASI(fd_close)(to);
  weft_poll_forget(&table[fd]); // the kernel's list has the old number
  table[to] = table[fd];
  forget(fd);
  if (lowest_free == to) lowest_free = to + 1 < fd ? to + 1 : fd;
  return W_SUCCESS;
}

// ---- attributes ----------------------------------------------------------------------------------------------------

int32_t WASI(fd_fdstat_get)(int32_t fd, uint32_t stat) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  int host = fcntl(entry->host, F_GETFL);
  if (host < 0) return wasi_errno(errno);
  uint16_t flags = 0;
  if (host & O_APPEND) flags |= WF_APPEND;
  if (host & O_NONBLOCK) flags |= WF_NONBLOCK;
  if ((host & O_SYNC) == O_SYNC) flags |= WF_SYNC;
  else if (host & O_DSYNC) flags |= WF_DSYNC;
  uint8_t out[24] = {entry->type};
  memcpy(out + 2, &flags, 2);
  memcpy(out + 8, &entry->rights, 8);
  memcpy(out + 16, &entry->inheriting, 8);
  return put_bytes(stat, out, sizeof out) ? W_SUCCESS : W_FAULT;
}

int32_t WASI(fd_fdstat_set_flags)(int32_t fd, int32_t flags) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  if (flags & ~31) return W_INVAL;
  if (flags & (WF_DSYNC | WF_RSYNC | WF_SYNC)) return W_NOTSUP; // Linux cannot change them
  int host = fcntl(entry->host, F_GETFL);
  if (host < 0) return wasi_errno(errno);
  host &= ~(O_APPEND | O_NONBLOCK);
  if (flags & WF_APPEND) host |= O_APPEND;
  if (flags & WF_NONBLOCK || entry->type == WT_STREAM || entry->type == WT_DATAGRAM) host |= O_NONBLOCK; // sockets never block the engine
  return wasi_result(fcntl(entry->host, F_SETFL, host));
}

int32_t WASI(fd_fdstat_set_rights)(int32_t fd, int64_t base, int64_t inheriting) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  if ((uint64_t)base & ~entry->rights || (uint64_t)inheriting & ~entry->inheriting) return W_NOTCAPABLE;
  entry->rights = (uint64_t)base;
  entry->inheriting = (uint64_t)inheriting;
  return W_SUCCESS;
}

static uint64_t nanoseconds(struct timespec t) { return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec; }

int32_t wasi_put_filestat(uint32_t address, const struct stat *s) {
  uint64_t out[8] = {s->st_dev, s->st_ino, type_of_mode(s->st_mode), s->st_nlink, (uint64_t)s->st_size,
                     nanoseconds(s->st_atim), nanoseconds(s->st_mtim), nanoseconds(s->st_ctim)};
  return put_bytes(address, out, sizeof out) ? W_SUCCESS : W_FAULT;
}

int32_t WASI(fd_filestat_get)(int32_t fd, uint32_t stat) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  struct stat s;
  if (fstat(entry->host, &s) != 0) return wasi_errno(errno);
  return wasi_put_filestat(stat, &s);
}

int32_t WASI(fd_filestat_set_size)(int32_t fd, int64_t size) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry || !(entry->rights & WR_WRITE)) return W_BADF;
  if (size < 0) return W_INVAL;
  return wasi_result(ftruncate(entry->host, size));
}

// The {access, modification} times of a set_times call. False: both "given" and "now" for one of them.
bool wasi_times(int64_t atim, int64_t mtim, int32_t flags, struct timespec out[2]) {
  enum { ATIM = 1, ATIM_NOW = 2, MTIM = 4, MTIM_NOW = 8 };
  if ((flags & (ATIM | ATIM_NOW)) == (ATIM | ATIM_NOW) || (flags & (MTIM | MTIM_NOW)) == (MTIM | MTIM_NOW)) return false;
  const int64_t given[2] = {atim, mtim};
  for (int i = 0; i < 2; i++) {
    int mine = flags >> (2 * i) & 3;
    out[i].tv_sec = (time_t)((uint64_t)given[i] / 1000000000u);
    out[i].tv_nsec = (long)((uint64_t)given[i] % 1000000000u);
    if (mine != ATIM) out[i].tv_nsec = mine == ATIM_NOW ? UTIME_NOW : UTIME_OMIT;
  }
  return true;
}

int32_t WASI(fd_filestat_set_times)(int32_t fd, int64_t atim, int64_t mtim, int32_t flags) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  struct timespec times[2];
  if (!wasi_times(atim, mtim, flags, times)) return W_INVAL;
  return wasi_result(futimens(entry->host, times));
}

// ---- directories ---------------------------------------------------------------------------------------------------

int32_t WASI(fd_prestat_get)(int32_t fd, uint32_t prestat) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry || !entry->preopen) return W_BADF;
  uint32_t out[2] = {0, (uint32_t)strlen(entry->preopen)};
  return put_bytes(prestat, out, sizeof out) ? W_SUCCESS : W_FAULT;
}

int32_t WASI(fd_prestat_dir_name)(int32_t fd, uint32_t path, uint32_t path_len) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry || !entry->preopen) return W_BADF;
  uint32_t size = (uint32_t)strlen(entry->preopen);
  if (path_len < size) return W_NAMETOOLONG;
  return put_bytes(path, entry->preopen, size) ? W_SUCCESS : W_FAULT;
}

typedef struct linux_dirent64 {
  uint64_t d_ino;
  int64_t d_off;
  uint16_t d_reclen;
  uint8_t d_type;
  char d_name[];
} linux_dirent64;

static uint8_t type_of_dirent(uint8_t type) {
  switch (type) {
    case DT_BLK: return WT_BLOCK;
    case DT_CHR: return WT_CHARACTER;
    case DT_DIR: return WT_DIRECTORY;
    case DT_REG: return WT_REGULAR;
    case DT_LNK: return WT_SYMLINK;
    case DT_SOCK: return WT_STREAM;
    default: return WT_UNKNOWN;
  }
}

// A cookie is the host's directory position; 0 is the start. The last entry is cut off when the buffer is full, which tells
// the guest to come back with a larger one or from the last cookie.
int32_t WASI(fd_readdir)(int32_t fd, uint32_t buffer, uint32_t size, int64_t cookie, uint32_t used_at) {
  wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return W_BADF;
  if (entry->type != WT_DIRECTORY) return W_NOTDIR;
  char *out = weft_guest(buffer, size);
  if (!out || !weft_guest(used_at, 4)) return W_FAULT;
  // Preopened directories are O_PATH: read through a descriptor of our own.
  int host = openat(entry->host, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (host < 0) return wasi_errno(errno);
  if (lseek(host, cookie, SEEK_SET) < 0) {
    int32_t error = wasi_errno(errno);
    close(host);
    return error;
  }
  uint32_t used = 0;
  _Alignas(8) char entries[16384];
  while (used < size) {
    long n = syscall(SYS_getdents64, host, entries, sizeof entries);
    if (n < 0) {
      int32_t error = wasi_errno(errno);
      close(host);
      return error;
    }
    if (n == 0) break;
    for (long at = 0; at < n && used < size;) {
      const linux_dirent64 *d = (const linux_dirent64 *)(entries + at);
      uint32_t length = (uint32_t)strlen(d->d_name);
      uint8_t header[24] = {0};
      memcpy(header, &d->d_off, 8);
      memcpy(header + 8, &d->d_ino, 8);
      memcpy(header + 16, &length, 4);
      header[20] = type_of_dirent(d->d_type);
      uint32_t part = size - used < 24 ? size - used : 24;
      memcpy(out + used, header, part);
      used += part;
      part = size - used < length ? size - used : length;
      memcpy(out + used, d->d_name, part);
      used += part;
      at += d->d_reclen;
    }
  }
  close(host);
  put_u32(used_at, used);
  return W_SUCCESS;
}
