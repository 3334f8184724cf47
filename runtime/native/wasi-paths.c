// WASI: everything that takes a path below a directory descriptor (path_*).
//
// A guest path is relative to a directory descriptor. Below a restricted directory the kernel resolves it with
// RESOLVE_BENEATH (openat2): neither "..", nor an absolute path, nor a symbolic link can lead out, whatever else changes the
// tree at the same time. Calls that create, remove or rename an entry open its parent directory that way first and then
// name only the last component, which is never followed.
#define _GNU_SOURCE
#include "net.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// wasi-files.c
uint8_t wasi_type_of_host(int host);
int32_t wasi_put_filestat(uint32_t address, const struct stat *s);
bool wasi_times(int64_t atim, int64_t mtim, int32_t flags, struct timespec out[2]);

#define FOLLOW 1 // lookup flag: the last component may be a symbolic link

// Copies a guest path to the host as a C string.
static int32_t take_path(uint32_t address, uint32_t size, char out[PATH_MAX]) {
  const char *p = weft_guest(address, size);
  if (!p) return W_FAULT;
  if (size >= PATH_MAX) return W_NAMETOOLONG;
  if (size == 0) return W_NOENT;
  if (memchr(p, 0, size)) return W_INVAL;
  if (p[0] == '/') return W_NOTCAPABLE;
  memcpy(out, p, size);
  out[size] = 0;
  return W_SUCCESS;
}

// openat below a directory. Returns the host descriptor or a negated WASI error.
static int open_below(const wasi_fd *dir, const char *path, int flags, mode_t mode) {
  flags |= O_CLOEXEC;
  long fd;
  if (dir->restricted) {
    struct open_how how = {.flags = (uint64_t)flags, .mode = flags & O_CREAT ? mode : 0, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    fd = syscall(SYS_openat2, dir->host, path, &how, sizeof how);
  } else {
    fd = openat(dir->host, path, flags, mode);
  }
  if (fd >= 0) return (int)fd;
  return -(dir->restricted && errno == EXDEV ? W_NOTCAPABLE : wasi_errno(errno));
}

// The host directory that holds the last component of a guest path, and that component.
typedef struct place {
  int parent; // owned
  char name[NAME_MAX + 1];
} place;

static int32_t find_place(int32_t fd, uint32_t address, uint32_t size, place *out) {
  const wasi_fd *dir = wasi_fd_get(fd);
  if (!dir) return W_BADF;
  if (dir->type != WT_DIRECTORY) return W_NOTDIR;
  char path[PATH_MAX];
  int32_t error = take_path(address, size, path);
  if (error) return error;
  size_t end = strlen(path);
  while (end > 1 && path[end - 1] == '/') path[--end] = 0;
  char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  const char *parent = slash ? path : ".";
  if (strcmp(name, "..") == 0) { // names a directory that already exists
    parent = path;
    name = ".";
  } else if (slash) {
    *slash = 0;
  }
  if (strlen(name) > NAME_MAX) return W_NAMETOOLONG;
  strcpy(out->name, name);
  out->parent = open_below(dir, parent, O_PATH | O_DIRECTORY, 0);
  return out->parent < 0 ? -out->parent : W_SUCCESS;
}

// Closes the parent and turns a system call's result into a WASI error.
static int32_t leave(place *p, int result) {
  int32_t error = wasi_result(result);
  close(p->parent);
  return error;
}

// Opens whatever a path names, for looking at it only.
static int open_any(int32_t fd, int32_t flags, uint32_t address, uint32_t size) {
  const wasi_fd *dir = wasi_fd_get(fd);
  if (!dir) return -W_BADF;
  if (dir->type != WT_DIRECTORY) return -W_NOTDIR;
  char path[PATH_MAX];
  int32_t error = take_path(address, size, path);
  if (error) return -error;
  return open_below(dir, path, O_PATH | (flags & FOLLOW ? 0 : O_NOFOLLOW), 0);
}

int32_t WASI(path_open)(int32_t fd, int32_t dir_flags, uint32_t address, uint32_t size, int32_t open_flags, int64_t base_, int64_t inheriting_, int32_t fd_flags, uint32_t opened) {
  enum { CREAT = 1, DIRECTORY = 2, EXCL = 4, TRUNC = 8 };
  const wasi_fd *dir = wasi_fd_get(fd);
  if (!dir) return W_BADF;
  if (dir->type != WT_DIRECTORY) return W_NOTDIR;
  uint64_t base = (uint64_t)base_ & dir->inheriting, inheriting = (uint64_t)inheriting_ & dir->inheriting;
  if (!weft_guest(opened, 4)) return W_FAULT;
  char path[PATH_MAX];
  int32_t error = take_path(address, size, path);
  if (error) return error;

  bool write = base & (WR_WRITE | WR_ALLOCATE | WR_SET_SIZE) || open_flags & TRUNC;
  bool read = base & (WR_READ | WR_READDIR) || !write;
  int flags = write && !(open_flags & DIRECTORY) ? (read ? O_RDWR : O_WRONLY) : O_RDONLY;
  if (open_flags & CREAT) flags |= O_CREAT;
  if (open_flags & DIRECTORY) flags |= O_DIRECTORY;
  if (open_flags & EXCL) flags |= O_EXCL;
  if (open_flags & TRUNC) flags |= O_TRUNC;
  if (fd_flags & WF_APPEND) flags |= O_APPEND;
  if (fd_flags & WF_NONBLOCK) flags |= O_NONBLOCK;
  if (fd_flags & WF_DSYNC) flags |= O_DSYNC;
  if (fd_flags & (WF_SYNC | WF_RSYNC)) flags |= O_SYNC;
  if (!(dir_flags & FOLLOW)) flags |= O_NOFOLLOW;
  flags |= O_NOCTTY;
  bool restricted = dir->restricted;
  int host = open_below(dir, path, flags, 0666);
  // wasi-libc asks for write rights on whatever it opens; a directory cannot give them.
  if (host == -W_ISDIR && !(open_flags & (CREAT | TRUNC))) {
    host = open_below(dir, path, (flags & ~O_ACCMODE) | O_RDONLY | O_DIRECTORY, 0);
    if (host >= 0 && !(base & WR_READDIR)) {
      close(host);
      host = -W_ISDIR;
    }
  }
  if (host < 0) return -host;
  uint8_t type = wasi_type_of_host(host);
  if (type == WT_DIRECTORY) base &= ~(WR_SEEK | WR_TELL | WR_READ | WR_WRITE);
  else base &= (read ? ~0ull : ~WR_READ) & (write ? ~0ull : ~(WR_WRITE | WR_ALLOCATE));
  if (type == WT_CHARACTER) base &= ~(WR_SEEK | WR_TELL);
  int32_t number = wasi_fd_add((wasi_fd){.type = type, .host = host, .rights = base, .inheriting = inheriting, .restricted = restricted});
  if (number < 0) {
    close(host);
    return W_MFILE;
  }
  put_u32(opened, (uint32_t)number);
  return W_SUCCESS;
}

int32_t WASI(path_create_directory)(int32_t fd, uint32_t path, uint32_t size) {
  place p;
  int32_t error = find_place(fd, path, size, &p);
  return error ? error : leave(&p, mkdirat(p.parent, p.name, 0777));
}

int32_t WASI(path_remove_directory)(int32_t fd, uint32_t path, uint32_t size) {
  place p;
  int32_t error = find_place(fd, path, size, &p);
  return error ? error : leave(&p, unlinkat(p.parent, p.name, AT_REMOVEDIR));
}

int32_t WASI(path_unlink_file)(int32_t fd, uint32_t path, uint32_t size) {
  place p;
  int32_t error = find_place(fd, path, size, &p);
  return error ? error : leave(&p, unlinkat(p.parent, p.name, 0));
}

int32_t WASI(path_rename)(int32_t fd, uint32_t path, uint32_t size, int32_t to_fd, uint32_t to_path, uint32_t to_size) {
  place from, to;
  int32_t error = find_place(fd, path, size, &from);
  if (error) return error;
  error = find_place(to_fd, to_path, to_size, &to);
  if (!error) error = leave(&to, renameat(from.parent, from.name, to.parent, to.name));
  close(from.parent);
  return error;
}

int32_t WASI(path_link)(int32_t fd, int32_t flags, uint32_t path, uint32_t size, int32_t to_fd, uint32_t to_path, uint32_t to_size) {
  int source = open_any(fd, flags, path, size);
  if (source < 0) return -source;
  place to;
  int32_t error = find_place(to_fd, to_path, to_size, &to);
  if (!error) {
    // By its /proc name: AT_EMPTY_PATH would need a privilege.
    char name[32];
    snprintf(name, sizeof name, "/proc/self/fd/%d", source);
    error = leave(&to, linkat(AT_FDCWD, name, to.parent, to.name, AT_SYMLINK_FOLLOW));
  }
  close(source);
  return error;
}

int32_t WASI(path_symlink)(uint32_t target_at, uint32_t target_size, int32_t fd, uint32_t path, uint32_t size) {
  const char *text = weft_guest(target_at, target_size);
  if (!text) return W_FAULT;
  if (target_size >= PATH_MAX) return W_NAMETOOLONG;
  char target[PATH_MAX];
  memcpy(target, text, target_size);
  target[target_size] = 0;
  const wasi_fd *dir = wasi_fd_get(fd);
  if (dir && dir->restricted && target[0] == '/') return W_NOTCAPABLE;
  place p;
  int32_t error = find_place(fd, path, size, &p);
  return error ? error : leave(&p, symlinkat(target, p.parent, p.name));
}

int32_t WASI(path_readlink)(int32_t fd, uint32_t path, uint32_t size, uint32_t buffer, uint32_t buffer_size, uint32_t used) {
  char *out = weft_guest(buffer, buffer_size);
  if (!out || !weft_guest(used, 4)) return W_FAULT;
  place p;
  int32_t error = find_place(fd, path, size, &p);
  if (error) return error;
  char target[PATH_MAX];
  ssize_t n = readlinkat(p.parent, p.name, target, sizeof target);
  error = leave(&p, (int)n);
  if (error) return error;
  uint32_t given = (uint32_t)n < buffer_size ? (uint32_t)n : buffer_size;
  memcpy(out, target, given);
  put_u32(used, given);
  return W_SUCCESS;
}

int32_t WASI(path_filestat_get)(int32_t fd, int32_t flags, uint32_t path, uint32_t size, uint32_t stat) {
  int host = open_any(fd, flags, path, size);
  if (host < 0) return -host;
  struct stat s;
  int32_t error = wasi_result(fstat(host, &s));
  close(host);
  return error ? error : wasi_put_filestat(stat, &s);
}

int32_t WASI(path_filestat_set_times)(int32_t fd, int32_t flags, uint32_t path, uint32_t size, int64_t atim, int64_t mtim, int32_t time_flags) {
  struct timespec times[2];
  if (!wasi_times(atim, mtim, time_flags, times)) return W_INVAL;
  if (flags & FOLLOW) {
    int host = open_any(fd, flags, path, size);
    if (host < 0) return -host;
    char name[32];
    snprintf(name, sizeof name, "/proc/self/fd/%d", host);
    int32_t error = wasi_result(utimensat(AT_FDCWD, name, times, 0));
    close(host);
    return error;
  }
  place p;
  int32_t error = find_place(fd, path, size, &p);
  return error ? error : leave(&p, utimensat(p.parent, p.name, times, AT_SYMLINK_NOFOLLOW));
}

// A socket's file can only be named by a path, not by a descriptor, so below a restricted directory the path goes through
// /proc/self/fd: of the parent when the file is to be made, of the file itself when it is to be found.
int32_t wasi_socket_path(int32_t fd, uint32_t address, uint32_t size, bool bind, char *out, size_t room, int *holder) {
  const wasi_fd *dir = wasi_fd_get(fd);
  char path[PATH_MAX];
  if (dir && !dir->restricted && dir->preopen && take_path(address, size, path) == W_SUCCESS && size + 1 < room) {
    // All of "/" is the guest's. This is the name that other programs then see.
    snprintf(out, room, "/%s", path);
    return W_SUCCESS;
  }
  if (!bind) {
    *holder = open_any(fd, FOLLOW, address, size);
    if (*holder < 0) return -*holder;
    snprintf(out, room, "/proc/self/fd/%d", *holder);
    return W_SUCCESS;
  }
  place p;
  int32_t error = find_place(fd, address, size, &p);
  if (error) return error;
  *holder = p.parent;
  return (size_t)snprintf(out, room, "/proc/self/fd/%d/%s", p.parent, p.name) < room ? W_SUCCESS : W_NAMETOOLONG;
}
