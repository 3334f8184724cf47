// The host functions alone, without generated code or continuations, so that this builds under ASan and UBSan.
// `program CASE` in an empty directory, with WEFT_DIRS=/box=.
#define _GNU_SOURCE
#include "host.h"

#include <assert.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- what the rest of the runtime would define ---------------------------------------------------------------------

weft_memory memories[1] = {{.min_pages = 2, .max_pages = 2}};
const weft_module_info weft_module = {.abi_version = WEFT_ABI_VERSION, .memories = memories, .memory_count = 1};
int weft_argc;
char **weft_argv;
void weft_pool_idle(void) {}
void weft_exit(int code) { exit(code); }
void weft_guest_exit(int code) { exit(code); }
void weft_trap(int32_t code) {
  printf("trap %d\n", code);
  abort();
}
void weft_fatal(const char *format, ...) {
  printf("fatal: %s\n", format);
  exit(3);
}

uint32_t text_at = 1000;

static int32_t open_file(const char *path, int32_t open_flags, uint64_t rights, int32_t fd_flags) {
  int32_t error = WASI(path_open)(BOX, 1, PATH(path), open_flags, (int64_t)rights, (int64_t)WR_ALL, fd_flags, 100);
  return error ? -error : (int32_t)get32(100);
}
static int32_t write_text(int32_t fd, const char *s) {
  uint32_t iov[2] = {text(s), (uint32_t)strlen(s)};
  memcpy(memory(200), iov, 8);
  int32_t error = WASI(fd_write)(fd, 200, 1, 104);
  return error ? -error : (int32_t)get32(104);
}
static int32_t read_bytes(int32_t fd, uint32_t size) {
  uint32_t iov[2] = {4096, size};
  memcpy(memory(200), iov, 8);
  int32_t error = WASI(fd_read)(fd, 200, 1, 104);
  return error ? -error : (int32_t)get32(104);
}
enum { CREAT = 1, DIRECTORY = 2, EXCL = 4, TRUNC = 8 };

// ---- cases ---------------------------------------------------------------------------------------------------------

static void case_process(void) {
  SAME(WASI(args_sizes_get)(100, 104), 0);
  CHECK(get32(100) == (uint32_t)weft_argc);
  SAME(WASI(args_get)(200, 4096), 0);
  CHECK(strcmp((char *)memory(get32(204)), "process") == 0);
  SAME(WASI(args_get)(200, SIZE - 3), W_FAULT);
  SAME(WASI(environ_sizes_get)(100, 104), 0);
  SAME(WASI(environ_get)(200, 4096), 0);
  bool plain = false;
  for (uint32_t i = 0; i < get32(100); i++) {
    const char *entry = (char *)memory(get32(200 + 4 * i));
    CHECK(strncmp(entry, "WEFT_", 5) != 0);
    if (strncmp(entry, "PWD=", 4) == 0) {
      char here[4096];
      CHECK(getcwd(here, sizeof here) && strcmp(entry + 4, here) == 0);
      plain = true;
    }
  }
  CHECK(plain);
  SAME(WASI(clock_time_get)(1, 0, 104), 0);
  uint64_t before = get64(104);
  SAME(WASI(clock_time_get)(1, 0, 104), 0);
  CHECK(get64(104) >= before && before > 0);
  SAME(WASI(clock_time_get)(4, 0, 104), W_INVAL);
  SAME(WASI(clock_res_get)(0, SIZE - 7), W_FAULT);
  SAME(WASI(random_get)(4096, 64), 0);
  uint64_t all = 0;
  for (int i = 0; i < 8; i++) all |= get64(4096 + 8 * (uint32_t)i);
  CHECK(all != 0);
  SAME(WASI(random_get)(SIZE, 1), W_FAULT);
  SAME(WASI(random_get)(SIZE, 0), 0);
  // sleep 20 ms with poll_oneoff
  SAME(WASI(clock_time_get)(1, 0, 104), 0);
  before = get64(104);
  memset(memory(4096), 0, 48);
  memory(4096 + 16)[0] = 1;
  uint64_t wait = 20000000;
  memcpy(memory(4096 + 24), &wait, 8);
  SAME(WASI(poll_oneoff)(4096, 8192, 1, 100), 0);
  CHECK(get32(100) == 1);
  SAME(WASI(clock_time_get)(1, 0, 104), 0);
  CHECK(get64(104) - before >= wait);
  SAME(WASI(poll_oneoff)(4096, 8192, 0, 100), W_INVAL);
  SAME(WASI(poll_oneoff)(4096, 8192, 0x08000000, 100), W_FAULT);
}

static void case_files(void) {
  int32_t fd = open_file("a.txt", CREAT | EXCL, WR_READ | WR_WRITE | WR_SEEK | WR_TELL, 0);
  CHECK(fd == 4);
  SAME(open_file("a.txt", CREAT | EXCL, WR_WRITE, 0), -W_EXIST);
  SAME(write_text(fd, "hello, world"), 12);
  SAME(WASI(fd_tell)(fd, 104), 0);
  CHECK(get64(104) == 12);
  SAME(WASI(fd_seek)(fd, -5, 1, 104), 0);
  SAME(read_bytes(fd, 100), 5);
  CHECK(memcmp(memory(4096), "world", 5) == 0);
  SAME(WASI(fd_seek)(fd, -1, 0, 104), W_INVAL);
  SAME(WASI(fd_seek)(fd, 0, 3, 104), W_INVAL);
  uint32_t iovs[4] = {4096, 3, 5000, 4};
  memcpy(memory(200), iovs, 16);
  SAME(WASI(fd_pread)(fd, 200, 2, 1, 104), 0);
  CHECK(get32(104) == 7 && memcmp(memory(4096), "ell", 3) == 0 && memcmp(memory(5000), "o, w", 4) == 0);
  memcpy(memory(4096), "HEL", 3);
  SAME(WASI(fd_pwrite)(fd, 200, 1, 0, 104), 0);
  SAME(WASI(fd_filestat_get)(fd, 4096), 0);
  CHECK(get64(4096 + 32) == 12 && memory(4096 + 16)[0] == WT_REGULAR);
  SAME(WASI(fd_filestat_set_size)(fd, 5), 0);
  SAME(WASI(fd_filestat_set_times)(fd, 1000000000, 2000000001, 1 | 4), 0);
  SAME(WASI(path_filestat_get)(BOX, 1, PATH("a.txt"), 4096), 0);
  CHECK(get64(4096 + 32) == 5 && get64(4096 + 40) == 1000000000 && get64(4096 + 48) == 2000000001);
  SAME(WASI(fd_filestat_set_times)(fd, 0, 0, 3), W_INVAL);
  SAME(WASI(fd_allocate)(fd, 0, 100), 0);
  SAME(WASI(fd_advise)(fd, 0, 0, 2), 0);
  SAME(WASI(fd_sync)(fd), 0);
  SAME(WASI(fd_datasync)(fd), 0);
  SAME(WASI(fd_fdstat_get)(fd, 4096), 0);
  CHECK(memory(4096)[0] == WT_REGULAR && get64(4096 + 8) & WR_WRITE);
  SAME(WASI(fd_fdstat_set_flags)(fd, WF_APPEND), 0);
  SAME(write_text(fd, "end"), 3);
  SAME(WASI(fd_filestat_get)(fd, 4096), 0);
  CHECK(get64(4096 + 32) == 103);
  SAME(WASI(fd_close)(fd), 0);
  SAME(WASI(fd_close)(fd), W_BADF);
  SAME(write_text(fd, "x"), -W_BADF);
  fd = open_file("a.txt", 0, WR_READ, 0);
  SAME(write_text(fd, "x"), -W_BADF);
  int32_t other = open_file("a.txt", TRUNC, WR_WRITE, 0);
  CHECK(fd == 4 && other == 5);
  SAME(WASI(fd_renumber)(other, fd), 0);
  SAME(write_text(fd, "new"), 3);
  SAME(write_text(other, "new"), -W_BADF);
  SAME(WASI(fd_renumber)(fd, 77), W_BADF);
  SAME(WASI(fd_close)(fd), 0);
  CHECK(open_file("a.txt", 0, WR_READ, 0) == 4 && open_file("a.txt", 0, WR_READ, 0) == 5);
  // out of bounds pointers
  SAME(WASI(fd_read)(4, SIZE - 4, 1, 104), W_FAULT);
  SAME(WASI(fd_read)(4, 200, 0x20000000, 104), W_FAULT);
  uint32_t bad[2] = {SIZE - 1, 2};
  memcpy(memory(200), bad, 8);
  SAME(WASI(fd_read)(4, 200, 1, 104), W_FAULT);
  SAME(WASI(fd_read)(4, 200, 0, SIZE - 2), W_FAULT);
  SAME(WASI(fd_read)(-1, 200, 0, 104), W_BADF);
}

static void case_paths(void) {
  SAME(WASI(fd_prestat_get)(BOX, 100), 0);
  CHECK(get32(104) == 4);
  SAME(WASI(fd_prestat_dir_name)(BOX, 4096, 4), 0);
  CHECK(memcmp(memory(4096), "/box", 4) == 0);
  SAME(WASI(fd_prestat_dir_name)(BOX, 4096, 3), W_NAMETOOLONG);
  SAME(WASI(fd_prestat_get)(4, 100), W_BADF);
  SAME(WASI(path_create_directory)(BOX, PATH("d")), 0);
  SAME(WASI(path_create_directory)(BOX, PATH("d/e/")), 0);
  SAME(WASI(path_create_directory)(BOX, PATH("d/e")), W_EXIST);
  SAME(WASI(path_create_directory)(BOX, PATH("x/y")), W_NOENT);
  int32_t fd = open_file("d/e/f", CREAT, WR_WRITE, 0);
  SAME(write_text(fd, "1234"), 4);
  SAME(WASI(fd_close)(fd), 0);
  SAME(WASI(path_rename)(BOX, PATH("d/e/f"), BOX, PATH("d/g")), 0);
  SAME(WASI(path_link)(BOX, 0, PATH("d/g"), BOX, PATH("d/h")), 0);
  SAME(WASI(path_symlink)(PATH("g"), BOX, PATH("d/s")), 0);
  SAME(WASI(path_readlink)(BOX, PATH("d/s"), 4096, 100, 104), 0);
  CHECK(get32(104) == 1 && memory(4096)[0] == 'g');
  SAME(WASI(path_filestat_get)(BOX, 0, PATH("d/s"), 4096), 0);
  CHECK(memory(4096 + 16)[0] == WT_SYMLINK);
  SAME(WASI(path_filestat_get)(BOX, 1, PATH("d/s"), 4096), 0);
  CHECK(memory(4096 + 16)[0] == WT_REGULAR && get64(4096 + 24) == 2 && get64(4096 + 32) == 4);
  SAME(WASI(path_filestat_set_times)(BOX, 1, PATH("d/s"), 0, 5000000000, 4), 0);
  SAME(WASI(path_filestat_get)(BOX, 0, PATH("d/g"), 4096), 0);
  CHECK(get64(4096 + 48) == 5000000000);
  SAME(WASI(path_remove_directory)(BOX, PATH("d")), W_NOTEMPTY);
  SAME(WASI(path_unlink_file)(BOX, PATH("d/e")), W_ISDIR);
  SAME(WASI(path_remove_directory)(BOX, PATH("d/g")), W_NOTDIR);
  SAME(WASI(path_remove_directory)(BOX, PATH("d/e")), 0);
  SAME(WASI(path_unlink_file)(BOX, PATH("d/h")), 0);
  int32_t dir = open_file("d", DIRECTORY, WR_READ | WR_READDIR, 0);
  CHECK(dir > 0);
  SAME(WASI(path_open)(dir, 1, PATH("g"), 0, (int64_t)WR_READ, 0, 0, 100), 0);
  SAME(read_bytes((int32_t)get32(100), 10), 4);
  SAME(read_bytes(dir, 10), -W_BADF);
  SAME(WASI(path_open)(BOX, 1, PATH("d/g"), DIRECTORY, (int64_t)WR_READ, 0, 0, 100), W_NOTDIR);
  SAME(WASI(path_open)(BOX, 1, 1000, 0, 0, (int64_t)WR_READ, 0, 0, 100), W_NOENT);
  SAME(WASI(path_open)(BOX, 1, SIZE - 1, 2, 0, (int64_t)WR_READ, 0, 0, 100), W_FAULT);
  SAME(WASI(path_open)(BOX, 1, PATH("d/g"), 0, (int64_t)WR_READ, 0, 0, SIZE - 3), W_FAULT);
}

// Everything a directory holds, with the smallest buffers that still get on.
static void case_readdir(void) {
  char name[32];
  for (int i = 0; i < 300; i++) {
    snprintf(name, sizeof name, "file-%03d", i);
    CHECK(WASI(fd_close)(open_file(name, CREAT, WR_WRITE, 0)) == 0);
  }
  static bool seen[300];
  int found = 0, rounds = 0;
  for (uint64_t cookie = 0;;) {
    CHECK(++rounds < 1000);
    SAME(WASI(fd_readdir)(BOX, 4096, 100, (int64_t)cookie, 104), 0);
    uint32_t used = get32(104), at = 4096;
    while (at + 24 <= 4096 + used && at + 24 + get32(at + 16) <= 4096 + used) {
      uint32_t length = get32(at + 16);
      int number;
      if (length == 8 && sscanf((char *)memory(at + 24), "file-%3d", &number) == 1) {
        CHECK(!seen[number]);
        seen[number] = true;
        found++;
      }
      cookie = get64(at);
      at += 24 + length;
    }
    if (used < 100) break;
  }
  CHECK(found == 300);
  SAME(WASI(fd_readdir)(0, 4096, 100, 0, 104), W_NOTDIR);
  SAME(WASI(fd_readdir)(BOX, SIZE - 10, 100, 0, 104), W_FAULT);
}

// Nothing outside the box, by no way.
static void case_sandbox(void) {
  CHECK(mkdir("inner", 0777) == 0 && symlink("/etc", "etc") == 0 && symlink("../..", "up") == 0 && symlink("/etc/passwd", "inner/passwd") == 0 && symlink("inner", "in") == 0 &&
        symlink("..", "inner/back") == 0);
  SAME(open_file("../x", CREAT, WR_WRITE, 0), -W_NOTCAPABLE);
  SAME(open_file("inner/../../x", CREAT, WR_WRITE, 0), -W_NOTCAPABLE);
  SAME(open_file("/etc/passwd", 0, WR_READ, 0), -W_NOTCAPABLE);
  SAME(open_file("etc/passwd", 0, WR_READ, 0), -W_NOTCAPABLE);
  SAME(open_file("inner/passwd", 0, WR_READ, 0), -W_NOTCAPABLE);
  SAME(open_file("up", DIRECTORY, WR_READ, 0), -W_NOTCAPABLE);
  SAME(open_file("inner/back/../x", 0, WR_READ, 0), -W_NOTCAPABLE);
  SAME(WASI(path_create_directory)(BOX, PATH("up/x")), W_NOTCAPABLE);
  SAME(WASI(path_create_directory)(BOX, PATH("..")), W_NOTCAPABLE);
  SAME(WASI(path_unlink_file)(BOX, PATH("etc/passwd")), W_NOTCAPABLE);
  SAME(WASI(path_rename)(BOX, PATH("inner"), BOX, PATH("up/x")), W_NOTCAPABLE);
  SAME(WASI(path_link)(BOX, 1, PATH("inner/passwd"), BOX, PATH("stolen")), W_NOTCAPABLE);
  SAME(WASI(path_symlink)(PATH("/etc"), BOX, PATH("mine")), W_NOTCAPABLE);
  SAME(WASI(path_filestat_get)(BOX, 1, PATH("inner/passwd"), 4096), W_NOTCAPABLE);
  SAME(WASI(path_filestat_set_times)(BOX, 1, PATH("inner/passwd"), 0, 0, 2), W_NOTCAPABLE);
  SAME(WASI(path_readlink)(BOX, PATH("etc/mtab"), 4096, 100, 104), W_NOTCAPABLE);
  // from a directory opened inside the box: not even to its own parent
  int32_t inner = open_file("in", DIRECTORY, WR_READ | WR_READDIR, 0);
  CHECK(inner > 0);
  SAME(WASI(path_open)(inner, 1, PATH("../a"), CREAT, (int64_t)WR_WRITE, 0, 0, 100), W_NOTCAPABLE);
  SAME(WASI(path_open)(inner, 1, PATH("back/a"), CREAT, (int64_t)WR_WRITE, 0, 0, 100), W_NOTCAPABLE);
  // and inside everything works, through links too
  SAME(WASI(path_open)(BOX, 1, PATH("in/back/in/a"), CREAT, (int64_t)WR_WRITE, 0, 0, 100), 0);
  CHECK(access("inner/a", F_OK) == 0);
}

// A conversation with ourselves over TCP.
void wait_for(int32_t fd, int16_t events) {
  memcpy(memory(300), &fd, 4);
  memcpy(memory(304), &events, 2);
  SAME(HOST(poll)(300, 1, 5000), 1);
  int16_t revents;
  memcpy(&revents, memory(306), 2);
  CHECK(revents & events);
}
// Many descriptors in one poll (epoll) tell what a few at a time (poll) tell, whatever was opened, closed, renumbered and
// written between the calls.
#define PAIRS 40
static int32_t ends[2 * PAIRS];
static void connect_pair(int32_t listener, int port, int i) {
  ends[2 * i] = HOST(tcp_connect)(PATH("127.0.0.1"), port);
  wait_for(listener, 1);
  ends[2 * i + 1] = HOST(tcp_accept)(listener);
  CHECK(ends[2 * i] >= 0 && ends[2 * i + 1] >= 0);
}
static void case_poll(void) {
  enum { AT = 8192, ALL = 150 };
  int32_t listener = HOST(tcp_listen)(PATH("127.0.0.1"), 0, 64);
  int32_t size = HOST(sock_local_address)(listener, 4096, 100);
  memory(4096 + (uint32_t)size)[0] = 0;
  int port = atoi(strrchr((char *)memory(4096), ':') + 1);
  for (int i = 0; i < PAIRS; i++) connect_pair(listener, port, i);
  srand(5);
  int reported = 0;
  for (int round = 0; round < 400; round++) {
    int i = rand() % PAIRS;
    switch (rand() % 5) {
      case 0: HOST(sock_send)(ends[2 * i], 0, 10); break;
      case 1: HOST(sock_recv)(ends[2 * i + 1], 4096, 1000); break;
      case 2:
        HOST(sock_close)(ends[2 * i]);
        HOST(sock_close)(ends[2 * i + 1]);
        connect_pair(listener, port, i);
        break;
      case 3: HOST(sock_shutdown)(ends[2 * i], 2); break;
      default: { // one end gets another number
        int32_t spare = HOST(tcp_connect)(PATH("127.0.0.1"), port);
        wait_for(listener, 1);
        int32_t other = HOST(tcp_accept)(listener);
        SAME(WASI(fd_renumber)(ends[2 * i], spare), 0);
        HOST(sock_close)(other);
        ends[2 * i] = spare;
      }
    }
    int32_t count = 20 + rand() % (ALL - 20);
    for (int k = 0; k < count; k++) {
      int32_t fd = rand() % 20 == 0 ? rand() % 300 - 1 : ends[rand() % (2 * PAIRS)];
      int32_t pair[2] = {fd, (int32_t[]){0, 1, 4, 5}[rand() % 4]};
      memcpy(memory(AT + 8 * (uint32_t)k), pair, 8);
    }
    memcpy(memory(AT + 8 * ALL), memory(AT), 8 * (size_t)count);
    int32_t few = 0, many = 0;
    for (int attempt = 0; attempt < 50; attempt++) { // what was sent may take a moment to arrive
      few = 0;
      for (int32_t k = 0; k < count; k += 16) few += HOST(poll)(AT + 8 * (ALL + (uint32_t)k), (uint32_t)(count - k < 16 ? count - k : 16), 0);
      many = HOST(poll)(AT, (uint32_t)count, few ? 5000 : 1);
      if (many == few && memcmp(memory(AT), memory(AT + 8 * ALL), 8 * (size_t)count) == 0) break;
      usleep(1000);
    }
    SAME(many, few);
    CHECK(memcmp(memory(AT), memory(AT + 8 * ALL), 8 * (size_t)count) == 0);
    reported += many;
  }
  CHECK(reported > 1000);
  // Nothing asked for is ready, though others are: the wait lasts.
  int32_t quiet[2] = {listener, 1};
  for (uint32_t k = 0; k < 30; k++) memcpy(memory(AT + 8 * k), quiet, 8);
  SAME(HOST(poll)(AT, 30, 30), 0);
}

static void case_sockets(void) {
  int32_t listener = HOST(tcp_listen)(PATH("127.0.0.1"), 0, 8);
  CHECK(listener >= 0);
  SAME(HOST(tcp_accept)(listener), -W_AGAIN);
  int32_t size = HOST(sock_local_address)(listener, 4096, 100);
  CHECK(size > 0);
  memory(4096 + (uint32_t)size)[0] = 0;
  int port = atoi(strrchr((char *)memory(4096), ':') + 1);
  CHECK(port > 0);
  int32_t client = HOST(tcp_connect)(PATH("127.0.0.1"), port);
  CHECK(client >= 0);
  wait_for(listener, 1);
  int32_t server = HOST(tcp_accept)(listener);
  CHECK(server >= 0);
  wait_for(client, 4);
  SAME(HOST(tcp_connect_result)(client), 0);
  SAME(HOST(sock_recv)(server, 4096, 100), -W_AGAIN);
  SAME(HOST(sock_send)(client, PATH("ping")), 4);
  wait_for(server, 1);
  SAME(HOST(sock_recv)(server, 4096, 100), 4);
  CHECK(memcmp(memory(4096), "ping", 4) == 0);
  CHECK(HOST(sock_peer_address)(server, 4096, 100) > 10);
  SAME(write_text(server, "pong"), 4); // WASI's view of the same socket
  wait_for(client, 1);
  SAME(read_bytes(client, 100), 4);
  SAME(HOST(sock_shutdown)(client, 2), 0);
  wait_for(server, 1);
  SAME(HOST(sock_recv)(server, 4096, 100), 0);
  int32_t sent = 0;
  while ((sent = HOST(sock_send)(server, 0, SIZE)) > 0) {
  }
  SAME(sent, -W_AGAIN); // the client does not read
  SAME(HOST(sock_close)(client), 0);
  SAME(HOST(sock_close)(client), W_BADF);
  SAME(HOST(sock_recv)(client, 4096, 100), -W_BADF);
  SAME(HOST(sock_send)(BOX, 4096, 1), -W_NOTSOCK);
  for (int i = 0; i < 3; i++) sent = HOST(sock_send)(server, 0, SIZE); // no SIGPIPE
  CHECK(sent < 0);
  SAME(HOST(tcp_listen)(PATH("127.0.0.1"), port, 8), -W_ADDRINUSE);
  SAME(HOST(tcp_listen)(PATH("not an address"), 0, 8), -W_INVAL);
  SAME(HOST(tcp_listen)(PATH("127.0.0.1"), 65536, 8), -W_INVAL);
  // an entry that is not open counts as ready, a negative one is left out
  int32_t entries[4] = {client, 1, -1, 1};
  memcpy(memory(300), entries, 16);
  SAME(HOST(poll)(300, 2, 5000), 1);
  CHECK(get32(304) >> 16 == 32 && get32(312) >> 16 == 0);
  SAME(HOST(poll)(SIZE - 8, 2, 0), -W_FAULT);
  SAME(HOST(poll)(300, 0x20000000, 0), -W_FAULT);
  SAME(HOST(resolve)(PATH("127.0.0.1"), 4096, 100), 10);
  CHECK(memcmp(memory(4096), "127.0.0.1\n", 10) == 0);
  CHECK(HOST(resolve)(PATH("localhost"), 4096, 100) > 0);
  SAME(HOST(resolve)(PATH(""), 4096, 100), -W_INVAL);
}

// The flag goes up while we compute, again and again, until the timer is stopped.
static void case_preempt(void) {
  volatile uint32_t *flag = (volatile uint32_t *)memory(4096);
  SAME(HOST(preempt_timer)(4096, 5), 0);
  for (int i = 0; i < 3; i++) {
    *flag = 0;
    while (!*flag) {
    }
  }
  SAME(HOST(preempt_timer)(4096, 0), 0);
  *flag = 0;
  for (volatile long i = 0; i < 100000000; i++) {
  }
  CHECK(!*flag);
  SAME(HOST(preempt_timer)(SIZE - 2, 5), W_FAULT);
  SAME(HOST(preempt_timer)(4097, 5), W_FAULT);
  SAME(HOST(preempt_timer)(4096, -1), W_INVAL);
}

// Released pages read as zeroes and can be used again; nothing outside the range changes.
static void case_release(void) {
  memset(memory(4096), 7, 4 * 4096);
  SAME(HOST(memory_release)(8192, 8192), 0);
  CHECK(*memory(8191) == 7 && *memory(8192) == 0 && *memory(16383) == 0 && *memory(16384) == 7);
  *memory(8192) = 9;
  CHECK(*memory(8192) == 9);
  SAME(HOST(memory_release)(8192, 0), 0);
  SAME(HOST(memory_release)(8193, 4096), W_INVAL);
  SAME(HOST(memory_release)(8192, 100), W_INVAL);
  SAME(HOST(memory_release)(4096, 0xfffff000), W_FAULT);
  SAME(HOST(memory_release)(SIZE, 4096), W_FAULT);
  CHECK(*memory(16384) == 7);
}

// Hostile input: every function with arguments that are random, or just inside or outside of something.
static uint64_t state = 88172645463325252u;
static uint32_t random_number(void) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (uint32_t)(state >> 16);
}
static uint32_t any(void) {
  static const uint32_t edges[] = {0, 1, 2, 3, 4, 5, 8, 24, 48, 100, 1000, 4096, SIZE - 64, SIZE - 8, SIZE - 1, SIZE, SIZE + 1, 0x7fffffff, 0x80000000, 0xffffffff};
  uint32_t r = random_number();
  return r % 4 == 0 ? random_number() : r % 4 == 1 ? random_number() % SIZE : edges[r / 4 % (sizeof edges / sizeof *edges)];
}
static int64_t any64(void) { return random_number() % 2 ? (int64_t)(uint64_t)any() : (int64_t)((uint64_t)any() << 32 | any()); }
static int32_t some_fd(void) { return random_number() % 8 ? (int32_t)(random_number() % 12) : (int32_t)any(); }
static void case_hostile(void) {
  CHECK(freopen("/dev/null", "r", stdin) != NULL);
  int keep = dup(1);
  CHECK(keep > 2 && freopen("/dev/null", "w", stdout));
  // descriptor 2 stays: sanitizers report there; the guest does not get it
  WASI(fd_close)(2);
  static const char *const names[] = {"a", "b", "d", "d/e", "../x", "/etc/passwd", "a/b/../../c", ".", "..", "d/", "//", "l"};
  for (long i = 0; i < 400000; i++) {
    if (i % 16 == 0) {
      for (uint32_t at = 0; at < SIZE; at += 4096) memset(memory(at), (int)random_number(), 64);
      for (uint32_t k = 0; k < 16; k++) {
        const char *name = names[random_number() % (sizeof names / sizeof *names)];
        memcpy(memory(1000 + k * 64), name, strlen(name));
      }
      for (uint32_t k = 0; k < 4; k++) { // addresses of sockets: of no family, paths, this machine
        static const uint16_t families[] = {0, 1, 4, 6};
        uint16_t head[4] = {families[k], (uint16_t)(k == 1 ? random_number() % 8 : random_number()), (uint16_t)(3 + random_number() % 4), 0};
        memcpy(memory(3000 + k * 128), head, sizeof head);
        const char *name = names[random_number() % (sizeof names / sizeof *names)];
        memcpy(memory(3008 + k * 128), k == 1 ? name : k == 2 ? "\x7f\0\0\1" : "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", k == 1 ? strlen(name) : k == 2 ? 4 : 16);
      }
    }
    uint32_t path = random_number() % 4 ? 1000 + random_number() % 16 * 64 : any(), size = random_number() % 4 ? random_number() % 12 : any();
    uint32_t address = random_number() % 4 ? 3000 + random_number() % 4 * 128 : any();
    switch (random_number() % 60) {
      case 0: WASI(args_get)(any(), any()); break;
      case 1: WASI(args_sizes_get)(any(), any()); break;
      case 2: WASI(environ_get)(any(), any()); break;
      case 3: WASI(environ_sizes_get)(any(), any()); break;
      case 4: WASI(clock_res_get)((int32_t)any(), any()); break;
      case 5: WASI(clock_time_get)((int32_t)any(), any64(), any()); break;
      case 6: WASI(fd_advise)(some_fd(), any64(), any64(), (int32_t)any()); break;
      case 7: if (random_number() % 64 == 0) WASI(fd_allocate)(some_fd(), any64() % 65536, any64() % 65536); break;
      case 8: if (random_number() % 4 == 0) WASI(fd_close)((int32_t)(4 + random_number() % 10)); break;
      case 9: WASI(fd_datasync)(some_fd()); break;
      case 10: WASI(fd_fdstat_get)(some_fd(), any()); break;
      case 11: WASI(fd_fdstat_set_flags)(some_fd(), (int32_t)any()); break;
      case 12: WASI(fd_fdstat_set_rights)((int32_t)(4 + random_number() % 12), any64(), any64()); break;
      case 13: WASI(fd_filestat_get)(some_fd(), any()); break;
      case 14: WASI(fd_filestat_set_size)(some_fd(), any64() % 65536); break;
      case 15: WASI(fd_filestat_set_times)(some_fd(), any64(), any64(), (int32_t)any()); break;
      case 16: WASI(fd_pread)(some_fd(), any(), any(), any64(), any()); break;
      case 17: WASI(fd_prestat_get)(some_fd(), any()); break;
      case 18: WASI(fd_prestat_dir_name)(some_fd(), any(), any()); break;
      case 19: WASI(fd_pwrite)(some_fd(), any(), random_number() % 8, any64() % 65536, any()); break;
      case 20: WASI(fd_read)(some_fd(), any(), any(), any()); break;
      case 21: WASI(fd_readdir)(some_fd(), any(), any() % 1000, any64(), any()); break;
      case 22: WASI(fd_renumber)((int32_t)(4 + random_number() % 12), (int32_t)(4 + random_number() % 12)); break;
      case 23: WASI(fd_seek)(some_fd(), any64(), (int32_t)any(), any()); break;
      case 24: if (random_number() % 16 == 0) WASI(fd_sync)(some_fd()); break;
      case 25: WASI(fd_tell)(some_fd(), any()); break;
      case 26: WASI(fd_write)(some_fd(), any(), random_number() % 8, any()); break;
      case 27: WASI(path_create_directory)(some_fd(), path, size); break;
      case 28: WASI(path_filestat_get)(some_fd(), (int32_t)any(), path, size, any()); break;
      case 29: WASI(path_filestat_set_times)(some_fd(), (int32_t)any(), path, size, any64(), any64(), (int32_t)any()); break;
      case 30: WASI(path_link)(some_fd(), (int32_t)any(), path, size, some_fd(), path, any()); break;
      case 31: case 32: case 33: WASI(path_open)(some_fd(), (int32_t)any(), path, size, (int32_t)any(), any64(), any64(), (int32_t)any() & ~WF_SYNC, any()); break;
      case 34: WASI(path_readlink)(some_fd(), path, size, any(), any(), any()); break;
      case 35: WASI(path_remove_directory)(some_fd(), path, size); break;
      case 36: WASI(path_rename)(some_fd(), path, size, some_fd(), 1000 + random_number() % 16 * 64, random_number() % 8); break;
      case 37: WASI(path_symlink)(path, size, some_fd(), 1000 + random_number() % 16 * 64, random_number() % 8); break;
      case 38: WASI(path_unlink_file)(some_fd(), path, size); break;
      case 39: WASI(random_get)(any(), any()); break;
      case 40: WASI(sock_accept)(some_fd(), (int32_t)any(), any()); break;
      case 41: WASI(sock_recv)(some_fd(), any(), any(), (int32_t)any(), any(), any()); break;
      case 42: WASI(sock_send)(some_fd(), any(), random_number() % 8, (int32_t)any(), any()); break;
      case 43: WASI(sock_shutdown)(some_fd(), (int32_t)any()); break;
      case 44: HOST(poll)(any(), any(), 0); break;
      case 45: HOST(sock_recv)(some_fd(), any(), any()); break;
      case 46: HOST(sock_local_address)(some_fd(), any(), any()); break;
      case 47: HOST(sock_open)((int32_t)any() & 7, (int32_t)any() & 7); break;
      case 48: HOST(sock_bind)(some_fd(), address, any()); break;
      case 49: HOST(sock_listen)(some_fd(), (int32_t)any()); break;
      case 50: HOST(sock_connect)(some_fd(), address, any()); break;
      case 51: HOST(sock_recv_from)(some_fd(), any(), any(), any(), any(), any()); break;
      case 52: HOST(sock_send_to)(some_fd(), any(), any(), address, any()); break;
      case 53: HOST(sock_address)(some_fd(), (int32_t)any(), any(), any()); break;
      case 54: HOST(sock_set_option)(some_fd(), (int32_t)any() % 32, (int32_t)any()); break;
      case 55: HOST(sock_get_option)(some_fd(), (int32_t)any() % 32); break;
      case 56: HOST(sock_join_group)(some_fd(), address, any(), (int32_t)any()); break;
      case 57: HOST(sock_dup)(some_fd()); break;
      case 58: if (random_number() % 64 == 0) HOST(interfaces)(any(), any()); break;
      default: HOST(tcp_listen)(path, size, (int32_t)any(), 1); break;
    }
  }
  CHECK(dup2(keep, 1) == 1);
}

int main(int argc, char **argv) {
  weft_argc = argc;
  weft_argv = argv;
  weft_memories_init();
  weft_wasi_init();
  CHECK(argc == 2);
  static const struct { const char *name; void (*run)(void); } cases[] = {
    {"process", case_process}, {"files", case_files}, {"paths", case_paths}, {"readdir", case_readdir},
    {"sandbox", case_sandbox}, {"sockets", case_sockets}, {"any sockets", case_any_sockets}, {"poll", case_poll}, {"preempt", case_preempt}, {"release", case_release},
    {"hostile", case_hostile},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (strcmp(cases[i].name, argv[1]) != 0) continue;
    cases[i].run();
    printf("ok\n");
    return 0;
  }
  return 2;
}
