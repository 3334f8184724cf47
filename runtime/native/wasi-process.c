// WASI: arguments, environment, clocks, random numbers, the end of the process.
#define _GNU_SOURCE
#include "wasi.h"

#include <sched.h>
#include <signal.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

int32_t wasi_errno(int host) {
  switch (host) {
    case 0: return W_SUCCESS;
    case E2BIG: return W_2BIG;
    case EACCES: return W_ACCES;
    case EADDRINUSE: return W_ADDRINUSE;
    case EADDRNOTAVAIL: return W_ADDRNOTAVAIL;
    case EAFNOSUPPORT: return W_AFNOSUPPORT;
    case EAGAIN: return W_AGAIN;
    case EALREADY: return W_ALREADY;
    case EBADF: return W_BADF;
    case EBUSY: return W_BUSY;
    case ECANCELED: return W_CANCELED;
    case ECHILD: return W_CHILD;
    case ECONNABORTED: return W_CONNABORTED;
    case ECONNREFUSED: return W_CONNREFUSED;
    case ECONNRESET: return W_CONNRESET;
    case EDEADLK: return W_DEADLK;
    case EDESTADDRREQ: return W_DESTADDRREQ;
    case EDOM: return W_DOM;
    case EDQUOT: return W_DQUOT;
    case EEXIST: return W_EXIST;
    case EFAULT: return W_FAULT;
    case EFBIG: return W_FBIG;
    case EHOSTUNREACH: return W_HOSTUNREACH;
    case EILSEQ: return W_ILSEQ;
    case EINPROGRESS: return W_INPROGRESS;
    case EINTR: return W_INTR;
    case EINVAL: return W_INVAL;
    case EIO: return W_IO;
    case EISCONN: return W_ISCONN;
    case EISDIR: return W_ISDIR;
    case ELOOP: return W_LOOP;
    case EMFILE: return W_MFILE;
    case EMLINK: return W_MLINK;
    case EMSGSIZE: return W_MSGSIZE;
    case ENAMETOOLONG: return W_NAMETOOLONG;
    case ENETDOWN: return W_NETDOWN;
    case ENETRESET: return W_NETRESET;
    case ENETUNREACH: return W_NETUNREACH;
    case ENFILE: return W_NFILE;
    case ENOBUFS: return W_NOBUFS;
    case ENODEV: return W_NODEV;
    case ENOENT: return W_NOENT;
    case ENOEXEC: return W_NOEXEC;
    case ENOLCK: return W_NOLCK;
    case ENOMEM: return W_NOMEM;
    case ENOPROTOOPT: return W_NOPROTOOPT;
    case ENOSPC: return W_NOSPC;
    case ENOSYS: return W_NOSYS;
    case ENOTCONN: return W_NOTCONN;
    case ENOTDIR: return W_NOTDIR;
    case ENOTEMPTY: return W_NOTEMPTY;
    case ENOTSOCK: return W_NOTSOCK;
    case EOPNOTSUPP: return W_NOTSUP;
    case ENOTTY: return W_NOTTY;
    case ENXIO: return W_NXIO;
    case EOVERFLOW: return W_OVERFLOW;
    case EPERM: return W_PERM;
    case EPIPE: return W_PIPE;
    case EPROTO: return W_PROTO;
    case ERANGE: return W_RANGE;
    case EROFS: return W_ROFS;
    case ESPIPE: return W_SPIPE;
    case ESRCH: return W_SRCH;
    case ESTALE: return W_STALE;
    case ETIMEDOUT: return W_TIMEDOUT;
    case ETXTBSY: return W_TXTBSY;
    case EXDEV: return W_XDEV;
    default: return W_IO;
  }
}

// ---- arguments and environment -------------------------------------------------------------------------------------

extern char **environ;

// The engine's own settings are not the program's business.
static bool hidden(const char *entry) { return strncmp(entry, "WEFT_", 5) == 0; }
static bool shown(const char *entry) { return !hidden(entry); }
static bool any(const char *entry) { return entry != NULL; }

// Number and total size (with the closing zeros) of the strings that `wanted` accepts.
static int32_t put_sizes(char **strings, bool (*wanted)(const char *), uint32_t count_at, uint32_t size_at) {
  uint32_t count = 0, size = 0;
  for (char **s = strings; *s; s++)
    if (wanted(*s)) count++, size += (uint32_t)strlen(*s) + 1;
  return put_u32(count_at, count) && put_u32(size_at, size) ? W_SUCCESS : W_FAULT;
}

static int32_t put_strings(char **strings, bool (*wanted)(const char *), uint32_t pointers, uint32_t buffer) {
  for (char **s = strings; *s; s++) {
    if (!wanted(*s)) continue;
    uint32_t size = (uint32_t)strlen(*s) + 1;
    if (!put_u32(pointers, buffer) || !put_bytes(buffer, *s, size)) return W_FAULT;
    pointers += 4;
    buffer += size;
  }
  return W_SUCCESS;
}

int32_t WASI(args_sizes_get)(uint32_t count, uint32_t size) { return put_sizes(weft_argv, any, count, size); }
int32_t WASI(args_get)(uint32_t pointers, uint32_t buffer) { return put_strings(weft_argv, any, pointers, buffer); }
int32_t WASI(environ_sizes_get)(uint32_t count, uint32_t size) { return put_sizes(environ, shown, count, size); }
int32_t WASI(environ_get)(uint32_t pointers, uint32_t buffer) { return put_strings(environ, shown, pointers, buffer); }

// ---- clocks --------------------------------------------------------------------------------------------------------

static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID};

static int32_t put_time(int32_t clock, uint32_t address, int (*read)(clockid_t, struct timespec *)) {
  if (clock < 0 || clock > 3) return W_INVAL;
  struct timespec t;
  if (read(clocks[clock], &t) != 0) return wasi_errno(errno);
  return put_u64(address, (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec) ? W_SUCCESS : W_FAULT;
}

int32_t WASI(clock_res_get)(int32_t clock, uint32_t resolution) { return put_time(clock, resolution, clock_getres); }

int32_t WASI(clock_time_get)(int32_t clock, int64_t precision, uint32_t time) {
  (void)precision;
  return put_time(clock, time, clock_gettime);
}

// ---- the rest ------------------------------------------------------------------------------------------------------

int32_t WASI(random_get)(uint32_t buffer, uint32_t size) {
  char *p = weft_guest(buffer, size);
  if (!p) return W_FAULT;
  while (size) {
    ssize_t n = getrandom(p, size, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return wasi_errno(errno);
    p += n;
    size -= (uint32_t)n;
  }
  return W_SUCCESS;
}

void WASI(proc_exit)(int32_t code) { weft_guest_exit(code); }

// WASI's signal numbers are Linux's up to 14, later ones differ; a program raises few of them.
int32_t WASI(proc_raise)(int32_t number) {
  static const int signals[] = {0, SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1,
                                SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN,
                                SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS};
  if (number < 0 || (size_t)number >= sizeof signals / sizeof *signals) return W_INVAL;
  if (number == 0) return W_SUCCESS;
  signal(signals[number], SIG_DFL);
  return wasi_result(raise(signals[number]));
}

int32_t WASI(sched_yield)(void) { return wasi_result(sched_yield()); }
