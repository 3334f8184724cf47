// weft_host: non-blocking TCP sockets and poll, and WASI's sock_*. Sockets are entries of the WASI descriptor table, so
// fd_read, fd_write and fd_close work on them too.
//
// Results follow host-abi.ts: >= 0 a count or descriptor, < 0 a negated WASI error; functions that return an
// Errno return it plain.
#define _GNU_SOURCE
#include "net.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define HOST(name) weft_host_weft_host_##name

static int32_t failed(void) { return -wasi_errno(errno); }

// Copies a short guest text to a C string; false when it is out of bounds or too long.
static bool take_text(uint32_t address, uint32_t size, char *out, size_t room) {
  const char *p = weft_guest(address, size);
  if (!p || size >= room) return false;
  memcpy(out, p, size);
  out[size] = 0;
  return true;
}

// Parses the text of an IP address ("" = all addresses) with a port. Returns the address's length, 0 when it is not one.
static socklen_t parse_address(const char *text, int32_t port, struct sockaddr_storage *out) {
  memset(out, 0, sizeof *out);
  struct sockaddr_in *v4 = (struct sockaddr_in *)out;
  struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;
  if (inet_pton(AF_INET, *text ? text : "0.0.0.0", &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons((uint16_t)port);
    return sizeof *v4;
  }
  if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons((uint16_t)port);
    return sizeof *v6;
  }
  return 0;
}

int32_t weft_add_socket(int host, uint8_t type) {
  int32_t fd = wasi_fd_add((wasi_fd){.type = type, .host = host, .rights = WR_ALL & ~(WR_SEEK | WR_TELL)});
  if (fd >= 0) return fd;
  close(host);
  return -W_MFILE;
}

int weft_socket(int32_t fd) {
  const wasi_fd *entry = wasi_fd_get(fd);
  if (!entry) return -W_BADF;
  return entry->type == WT_STREAM || entry->type == WT_DATAGRAM ? entry->host : -W_NOTSOCK;
}

static int close_keeping_errno(int host) {
  int error = errno;
  close(host);
  errno = error;
  return -1;
}

// A new socket for an address: `address_at` text, or an error.
static int open_socket(uint32_t address_at, uint32_t size, int32_t port, struct sockaddr_storage *address, socklen_t *length) {
  char text[INET6_ADDRSTRLEN + 1];
  if (port < 0 || port > 65535 || !take_text(address_at, size, text, sizeof text)) return -W_INVAL;
  *length = parse_address(text, port, address);
  if (!*length) return -W_INVAL;
  int host = socket(address->ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  return host < 0 ? failed() : host;
}

int32_t HOST(tcp_listen)(uint32_t address_at, uint32_t size, int32_t port, int32_t backlog) {
  struct sockaddr_storage address;
  socklen_t length;
  int host = open_socket(address_at, size, port, &address, &length);
  if (host < 0) return host;
  setsockopt(host, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (bind(host, (struct sockaddr *)&address, length) != 0 || listen(host, backlog > 0 ? backlog : SOMAXCONN) != 0) {
    close_keeping_errno(host);
    return failed();
  }
  return weft_add_socket(host, WT_STREAM);
}

int32_t HOST(tcp_accept)(int32_t fd) {
  int listener = weft_socket(fd);
  if (listener < 0) return listener;
  int host;
  do
    host = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  while (host < 0 && (errno == EINTR || errno == ECONNABORTED));
  if (host < 0) return failed();
  setsockopt(host, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  return weft_add_socket(host, WT_STREAM);
}

int32_t HOST(tcp_connect)(uint32_t address_at, uint32_t size, int32_t port) {
  struct sockaddr_storage address;
  socklen_t length;
  int host = open_socket(address_at, size, port, &address, &length);
  if (host < 0) return host;
  setsockopt(host, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  if (connect(host, (struct sockaddr *)&address, length) != 0 && errno != EINPROGRESS && errno != EINTR) {
    close_keeping_errno(host);
    return failed();
  }
  return weft_add_socket(host, WT_STREAM);
}

int32_t HOST(tcp_connect_result)(int32_t fd) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(host, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return wasi_errno(errno);
  return wasi_errno(error);
}

int32_t HOST(sock_recv)(int32_t fd, uint32_t buffer, uint32_t size) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  void *p = weft_guest(buffer, size);
  if (!p) return -W_FAULT;
  ssize_t n;
  do n = recv(host, p, size > INT32_MAX ? INT32_MAX : size, MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  return n < 0 ? failed() : (int32_t)n;
}

int32_t HOST(sock_send)(int32_t fd, uint32_t buffer, uint32_t size) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  const void *p = weft_guest(buffer, size);
  if (!p) return -W_FAULT;
  ssize_t n;
  do n = send(host, p, size > INT32_MAX ? INT32_MAX : size, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n < 0 ? failed() : (int32_t)n;
}

int32_t HOST(sock_shutdown)(int32_t fd, int32_t how) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  if (how < 1 || how > 3) return W_INVAL;
  return wasi_result(shutdown(host, how - 1));
}

int32_t HOST(sock_close)(int32_t fd) {
  int host = weft_socket(fd);
  return host < 0 ? -host : WASI(fd_close)(fd);
}

// "127.0.0.1:80" or "[::1]:80"; cut off when the buffer is too small. The result is the whole length.
static int32_t put_address(int32_t fd, uint32_t buffer, uint32_t size, int (*get)(int, struct sockaddr *, socklen_t *)) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  char *out = weft_guest(buffer, size);
  if (!out) return -W_FAULT;
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (get(host, (struct sockaddr *)&address, &length) != 0) return failed();
  char ip[INET6_ADDRSTRLEN] = "", text[INET6_ADDRSTRLEN + 16];
  if (address.ss_family == AF_INET6) {
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&address;
    inet_ntop(AF_INET6, &v6->sin6_addr, ip, sizeof ip);
    snprintf(text, sizeof text, "[%s]:%u", ip, ntohs(v6->sin6_port));
  } else {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)&address;
    inet_ntop(AF_INET, &v4->sin_addr, ip, sizeof ip);
    snprintf(text, sizeof text, "%s:%u", ip, ntohs(v4->sin_port));
  }
  uint32_t whole = (uint32_t)strlen(text);
  memcpy(out, text, whole < size ? whole : size);
  return (int32_t)whole;
}

int32_t HOST(sock_local_address)(int32_t fd, uint32_t buffer, uint32_t size) { return put_address(fd, buffer, size, getsockname); }
int32_t HOST(sock_peer_address)(int32_t fd, uint32_t buffer, uint32_t size) { return put_address(fd, buffer, size, getpeername); }

// ---- WASI's view of sockets ----------------------------------------------------------------------------------------

int32_t WASI(sock_accept)(int32_t fd, int32_t flags, uint32_t accepted) {
  if (flags & ~WF_NONBLOCK) return W_INVAL;
  if (!weft_guest(accepted, 4)) return W_FAULT;
  int32_t result = HOST(tcp_accept)(fd);
  if (result < 0) return -result;
  put_u32(accepted, (uint32_t)result);
  return W_SUCCESS;
}

// sock_recv's flags: 1 peek, 2 wait for all. sock_send has none.
static int32_t message(bool send, int32_t fd, uint32_t iovs, uint32_t count, int flags, uint32_t done_at) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  if (count > IOV_MAX) count = IOV_MAX;
  const uint8_t *p = weft_guest(iovs, (uint64_t)count * 8);
  if (!p || !weft_guest(done_at, 4)) return W_FAULT;
  struct iovec vectors[IOV_MAX];
  for (uint32_t i = 0; i < count; i++) {
    uint32_t pair[2];
    memcpy(pair, p + i * 8, 8);
    vectors[i] = (struct iovec){.iov_base = weft_guest(pair[0], pair[1]), .iov_len = pair[1]};
    if (!vectors[i].iov_base) return W_FAULT;
  }
  struct msghdr header = {.msg_iov = vectors, .msg_iovlen = count};
  ssize_t n;
  do n = send ? sendmsg(host, &header, flags | MSG_NOSIGNAL) : recvmsg(host, &header, flags);
  while (n < 0 && errno == EINTR);
  if (n < 0) return wasi_errno(errno);
  put_u32(done_at, (uint32_t)n);
  return W_SUCCESS;
}

int32_t WASI(sock_recv)(int32_t fd, uint32_t iovs, uint32_t count, int32_t flags, uint32_t done, uint32_t out_flags) {
  if (flags & ~3) return W_INVAL;
  uint16_t none = 0;
  if (!put_bytes(out_flags, &none, 2)) return W_FAULT;
  return message(false, fd, iovs, count, (flags & 1 ? MSG_PEEK : 0) | (flags & 2 ? MSG_WAITALL : 0), done);
}

int32_t WASI(sock_send)(int32_t fd, uint32_t iovs, uint32_t count, int32_t flags, uint32_t done) {
  return flags ? W_INVAL : message(true, fd, iovs, count, 0, done);
}

int32_t WASI(sock_shutdown)(int32_t fd, int32_t how) { return HOST(sock_shutdown)(fd, how); }
