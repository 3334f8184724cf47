// Sockets of any family and kind (net-sockets.c): addresses in the guest's memory, messages, options, duplicates, and socket
// files that must not be outside the program's directory.
#define _GNU_SOURCE
#include "host.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { UNIX = 1, IPV4 = 4, IPV6 = 6, STREAM = 1, DATAGRAM = 2, SEQUENCE = 5, ADDRESS = 8192, OTHER = 8320, ROOM = 116 };

// Writes an address: `bytes` with the length or port in the header.
static uint32_t put(uint32_t at, uint16_t family, uint16_t port, uint32_t scope, const void *bytes, uint32_t size) {
  uint16_t head[4] = {family, port, (uint16_t)scope, (uint16_t)(scope >> 16)};
  memcpy(memory(at), head, 8);
  memcpy(memory(at + 8), bytes, size);
  return 8 + size;
}
static uint32_t put_path(const char *path) { return put(ADDRESS, UNIX, (uint16_t)strlen(path), BOX, path, (uint32_t)strlen(path)); }
static uint32_t put_loopback(uint16_t port) { return put(ADDRESS, IPV4, port, 0, "\x7f\0\0\1", 4); }
static uint16_t port_of(int32_t fd) {
  SAME(HOST(sock_address)(fd, 0, OTHER, ROOM), 12);
  return (uint16_t)(get32(OTHER) >> 16);
}

static void packets(void) {
  int32_t a = HOST(sock_open)(IPV4, DATAGRAM), b = HOST(sock_open)(IPV4, DATAGRAM);
  CHECK(a >= 0 && b >= 0);
  SAME(HOST(sock_bind)(a, ADDRESS, put_loopback(0)), 0);
  SAME(HOST(sock_bind)(b, ADDRESS, put_loopback(0)), 0);
  SAME(HOST(sock_recv_from)(a, 4096, 100, OTHER, ROOM, 300), -W_AGAIN);
  uint32_t size = put_loopback(port_of(a));
  SAME(HOST(sock_send_to)(b, PATH("twelve bytes"), ADDRESS, size), 12);
  SAME(HOST(sock_send_to)(b, PATH("short"), ADDRESS, size), 5);
  wait_for(a, 1);
  SAME(HOST(sock_recv_from)(a, 4096, 6, OTHER, ROOM, 300), 6);
  CHECK(get32(300) == 1 && memcmp(memory(4096), "twelve", 6) == 0);
  CHECK((get32(OTHER) & 0xffff) == IPV4 && get32(OTHER) >> 16 == port_of(b) && memcmp(memory(OTHER + 8), "\x7f\0\0\1", 4) == 0);
  wait_for(a, 1);
  memset(memory(OTHER), 0xee, ROOM);
  SAME(HOST(sock_recv_from)(a, 4096, 100, OTHER, 2, 300), 5); // only part of the address
  CHECK(get32(300) == 0 && get32(OTHER) == (0xeeee0000u | IPV4));
  // connected: without an address
  SAME(HOST(sock_connect)(b, ADDRESS, put_loopback(port_of(a))), 0);
  SAME(HOST(sock_send_to)(b, PATH("x"), 0, 0), 1);
  SAME(HOST(sock_address)(b, 1, OTHER, ROOM), 12);
  SAME(HOST(sock_address)(a, 1, OTHER, ROOM), -W_NOTCONN);
  // what is out of bounds, cut off or of no family
  SAME(HOST(sock_bind)(a, SIZE - 4, 12), W_FAULT);
  SAME(HOST(sock_bind)(a, ADDRESS, 7), W_INVAL);
  SAME(HOST(sock_connect)(a, ADDRESS, 11), W_AFNOSUPPORT);
  SAME(HOST(sock_send_to)(a, SIZE - 1, 2, ADDRESS, 12), -W_FAULT);
  SAME(HOST(sock_recv_from)(a, 4096, 100, SIZE - 1, ROOM, 300), -W_FAULT);
  SAME(HOST(sock_recv_from)(a, 4096, 100, OTHER, ROOM, SIZE - 3), -W_FAULT);
  SAME(HOST(sock_address)(a, 0, SIZE - 4, ROOM), -W_FAULT);
  SAME(HOST(sock_bind)(BOX, ADDRESS, 12), W_NOTSOCK);
  SAME(HOST(sock_open)(2, STREAM), -W_AFNOSUPPORT);
  SAME(HOST(sock_open)(IPV4, 3), -W_NOTSUP); // raw
  SAME(HOST(sock_open)(IPV4, SEQUENCE), -W_NOTSUP);
}

static void options(void) {
  int32_t fd = HOST(sock_open)(IPV4, STREAM);
  SAME(HOST(sock_set_option)(fd, 1, 1), 0);
  SAME(HOST(sock_get_option)(fd, 1), 1);
  SAME(HOST(sock_get_option)(fd, 6), -1);
  SAME(HOST(sock_set_option)(fd, 6, 5), 0);
  SAME(HOST(sock_get_option)(fd, 6), 5);
  SAME(HOST(sock_get_option)(fd, 20), IPV4);
  SAME(HOST(sock_get_option)(fd, 21), STREAM);
  SAME(HOST(sock_get_option)(fd, 22), 0);
  SAME(HOST(sock_set_option)(fd, 20, 1), W_NOPROTOOPT);
  SAME(HOST(sock_set_option)(fd, -1, 1), W_NOPROTOOPT);
  SAME(HOST(sock_set_option)(fd, 13, 1), W_NOPROTOOPT);
  SAME(HOST(sock_get_option)(fd, 1000), -W_NOPROTOOPT);
  // both descriptors are of one socket, and it lives until both are closed
  int32_t copy = HOST(sock_dup)(fd);
  CHECK(copy >= 0 && copy != fd);
  SAME(HOST(sock_bind)(fd, ADDRESS, put_loopback(0)), 0);
  SAME(HOST(sock_listen)(fd, 1), 0);
  SAME(HOST(sock_close)(fd), 0);
  SAME(HOST(sock_get_option)(copy, 22), 1);
  SAME(HOST(tcp_accept)(copy), -W_AGAIN);
  SAME(HOST(sock_close)(copy), 0);
  SAME(HOST(sock_dup)(copy), -W_BADF);
}

// A socket outside the box that waits for connections, as another program would have it.
static void listen_outside(const char *path) {
  int host = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, path);
  unlink(path);
  CHECK(bind(host, (struct sockaddr *)&address, sizeof address) == 0 && listen(host, 1) == 0);
}

static int32_t connect_to(const char *path) {
  int32_t fd = HOST(sock_open)(UNIX, STREAM);
  int32_t error = HOST(sock_connect)(fd, ADDRESS, put_path(path));
  SAME(HOST(sock_close)(fd), 0);
  return error;
}
static int32_t bind_to(const char *path) {
  int32_t fd = HOST(sock_open)(UNIX, STREAM);
  int32_t error = HOST(sock_bind)(fd, ADDRESS, put_path(path));
  SAME(HOST(sock_close)(fd), 0);
  return error;
}

static void files(void) {
  CHECK(mkdir("in", 0777) == 0 && symlink("..", "up") == 0 && symlink("../outside", "out") == 0 && symlink("in/s", "to") == 0);
  listen_outside("../outside");
  int32_t listener = HOST(sock_open)(UNIX, STREAM);
  SAME(HOST(sock_bind)(listener, ADDRESS, put_path("in/s")), 0);
  SAME(HOST(sock_listen)(listener, 8), 0);
  struct stat s;
  CHECK(stat("in/s", &s) == 0 && S_ISSOCK(s.st_mode));
  SAME(connect_to("in/s"), 0);
  SAME(connect_to("to"), 0);
  SAME(connect_to("in/none"), W_NOENT);
  SAME(bind_to("in/s"), W_ADDRINUSE);
  SAME(bind_to("none/s"), W_NOENT);
  // no way out, whatever the path goes through
  SAME(connect_to("../outside"), W_NOTCAPABLE);
  SAME(connect_to("up/outside"), W_NOTCAPABLE);
  SAME(connect_to("out"), W_NOTCAPABLE);
  SAME(connect_to("/tmp/x"), W_NOTCAPABLE);
  SAME(bind_to("../mine"), W_NOTCAPABLE);
  SAME(bind_to("up/mine"), W_NOTCAPABLE);
  SAME(bind_to("out"), W_ADDRINUSE); // the link itself is there
  CHECK(stat("../mine", &s) != 0);
  unlink("../outside");
  // a length beyond the address, a directory that is none, a name that is too long
  int32_t fd = HOST(sock_open)(UNIX, DATAGRAM);
  put(ADDRESS, UNIX, 100, BOX, "x", 1);
  SAME(HOST(sock_bind)(fd, ADDRESS, 9), W_INVAL);
  put(ADDRESS, UNIX, 1, 99, "x", 1);
  SAME(HOST(sock_bind)(fd, ADDRESS, 9), W_BADF);
  char name[300];
  memset(name, 'n', sizeof name);
  name[260] = 0;
  SAME(bind_to(name), W_NAMETOOLONG);
  // names that are no files
  SAME(HOST(sock_bind)(fd, ADDRESS, put(ADDRESS, UNIX, 0, 0, "", 0)), 0); // the system chooses
  CHECK(HOST(sock_address)(fd, 0, OTHER, ROOM) > 8 && memory(OTHER + 8)[0] == 0);
  int32_t unnamed = HOST(sock_open)(UNIX, DATAGRAM);
  SAME(HOST(sock_address)(unnamed, 0, OTHER, ROOM), 8);
  CHECK(get32(OTHER) == UNIX);
  uint32_t size = 8 + (get32(OTHER) >> 16);
  CHECK(size == 8);
  size = (uint32_t)HOST(sock_address)(fd, 0, OTHER, ROOM);
  SAME(HOST(sock_send_to)(unnamed, PATH("hello"), OTHER, size), 5);
  SAME(HOST(sock_recv_from)(fd, 4096, 100, ADDRESS, ROOM, 300), 5);
  CHECK((get32(ADDRESS) & 0xffff) == 0); // from nobody
}

static void interfaces(void) {
  int32_t size = HOST(interfaces)(4096, 60000);
  CHECK(size > 0 && size < 60000);
  memory(4096 + (uint32_t)size)[0] = 0;
  CHECK(strstr((char *)memory(4096), "127.0.0.1/8") && memory(4095 + (uint32_t)size)[0] == '\n');
  memset(memory(4096), '#', 100);
  SAME(HOST(interfaces)(4096, 10), size);
  CHECK(memory(4106)[0] == '#' && memory(4105)[0] != '#');
  SAME(HOST(interfaces)(SIZE - 1, 2), -W_FAULT);
}

void case_any_sockets(void) {
  interfaces();
  packets();
  options();
  files();
}
