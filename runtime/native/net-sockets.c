// weft_host.sock_*: sockets of any family and kind, their addresses and options. net.c has what they share with TCP's short
// cuts and WASI's sockets. No call waits, and a message's control data (descriptors of other processes) is neither sent nor
// received.
#define _GNU_SOURCE
#include "net.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define HOST(name) weft_host_weft_host_##name

// The guest's form of an address: { u16 family, u16 port or length, u32 scope, bytes } (host-abi.ts).
typedef struct header {
  uint16_t family, port;
  uint32_t scope;
} header;
enum { UNIX = 1, IPV4 = 4, IPV6 = 6 };
#define UN_HEAD offsetof(struct sockaddr_un, sun_path)

// An address as the kernel has it. `holder` keeps what the path of a Unix socket goes through.
typedef struct address {
  struct sockaddr_storage storage;
  socklen_t size;
  int holder;
} address;

// ---- addresses -----------------------------------------------------------------------------------------------------

static int32_t take_unix(const header *h, const char *bytes, uint32_t at, bool bind, address *out) {
  struct sockaddr_un *un = (struct sockaddr_un *)&out->storage;
  un->sun_family = AF_UNIX;
  if (h->port == 0 || bytes[0] == 0) { // no name, or one of the abstract space
    if (h->port > sizeof un->sun_path) return W_INVAL;
    memcpy(un->sun_path, bytes, h->port);
    out->size = (socklen_t)(UN_HEAD + h->port);
    return W_SUCCESS;
  }
  int32_t error = wasi_socket_path((int32_t)h->scope, at, h->port, bind, un->sun_path, sizeof un->sun_path, &out->holder);
  out->size = (socklen_t)(UN_HEAD + strlen(un->sun_path) + 1);
  return error;
}

// Reads an address of the guest; `bind`: it is to become the socket's own. The caller ends with drop().
static int32_t take_address(uint32_t at, uint32_t size, bool bind, address *out) {
  memset(out, 0, sizeof *out);
  out->holder = -1;
  const char *p = weft_guest(at, size);
  if (!p) return W_FAULT;
  header h;
  if (size < sizeof h) return W_INVAL;
  memcpy(&h, p, sizeof h);
  const char *bytes = p + sizeof h;
  size -= sizeof h;
  if (h.family == UNIX) return size < h.port ? W_INVAL : take_unix(&h, bytes, at + sizeof h, bind, out);
  if (h.family == IPV4 && size >= 4) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)&out->storage;
    *v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(h.port)};
    memcpy(&v4->sin_addr, bytes, 4);
    out->size = sizeof *v4;
    return W_SUCCESS;
  }
  if (h.family == IPV6 && size >= 16) {
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&out->storage;
    *v6 = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons(h.port), .sin6_scope_id = h.scope};
    memcpy(&v6->sin6_addr, bytes, 16);
    out->size = sizeof *v6;
    return W_SUCCESS;
  }
  return W_AFNOSUPPORT;
}

// Closes what the address needed while it was in use; keeps errno.
static void drop(address *a) {
  int error = errno;
  if (a->holder >= 0) close(a->holder);
  errno = error;
}

// Writes an address to the guest, cut off when there is too little room. Returns its size.
static int32_t put_address(uint32_t at, uint32_t room, const struct sockaddr_storage *from, socklen_t size) {
  uint8_t *out = weft_guest(at, room);
  if (!out) return -W_FAULT;
  uint8_t bytes[sizeof(header) + sizeof(((struct sockaddr_un *)0)->sun_path)] = {0};
  header h = {0};
  uint32_t length = 0;
  if (size >= sizeof(struct sockaddr_in) && from->ss_family == AF_INET) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)from;
    h = (header){.family = IPV4, .port = ntohs(v4->sin_port)};
    memcpy(bytes + sizeof h, &v4->sin_addr, length = 4);
  } else if (size >= sizeof(struct sockaddr_in6) && from->ss_family == AF_INET6) {
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)from;
    h = (header){.family = IPV6, .port = ntohs(v6->sin6_port), .scope = v6->sin6_scope_id};
    memcpy(bytes + sizeof h, &v6->sin6_addr, length = 16);
  } else if (size >= UN_HEAD && from->ss_family == AF_UNIX) {
    const struct sockaddr_un *un = (const struct sockaddr_un *)from;
    length = size - (uint32_t)UN_HEAD;
    if (length > sizeof un->sun_path) length = sizeof un->sun_path;
    if (length && un->sun_path[0]) length = (uint32_t)strnlen(un->sun_path, length);
    h = (header){.family = UNIX, .port = (uint16_t)length};
    memcpy(bytes + sizeof h, un->sun_path, length);
  }
  memcpy(bytes, &h, sizeof h);
  length += sizeof h;
  memcpy(out, bytes, length < room ? length : room);
  return (int32_t)length;
}

// ---- making and connecting -----------------------------------------------------------------------------------------

int32_t HOST(sock_open)(int32_t family, int32_t kind) {
  int domain = family == UNIX ? AF_UNIX : family == IPV4 ? AF_INET : family == IPV6 ? AF_INET6 : -1;
  if (domain < 0) return -W_AFNOSUPPORT;
  if (kind != SOCK_STREAM && kind != SOCK_DGRAM && !(kind == SOCK_SEQPACKET && domain == AF_UNIX)) return -W_NOTSUP;
  int host = socket(domain, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  return host < 0 ? -wasi_errno(errno) : weft_add_socket(host, kind == SOCK_DGRAM ? WT_DATAGRAM : WT_STREAM);
}

int32_t HOST(sock_bind)(int32_t fd, uint32_t at, uint32_t size) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  address a;
  int32_t error = take_address(at, size, true, &a);
  if (!error) error = wasi_result(bind(host, (struct sockaddr *)&a.storage, a.size));
  drop(&a);
  return error;
}

int32_t HOST(sock_listen)(int32_t fd, int32_t backlog) {
  int host = weft_socket(fd);
  return host < 0 ? -host : wasi_result(listen(host, backlog > 0 ? backlog : SOMAXCONN));
}

int32_t HOST(sock_connect)(int32_t fd, uint32_t at, uint32_t size) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  address a;
  int32_t error = take_address(at, size, false, &a);
  if (!error && connect(host, (struct sockaddr *)&a.storage, a.size) != 0)
    error = errno == EINTR ? W_INPROGRESS : wasi_errno(errno);
  drop(&a);
  return error;
}

int32_t HOST(sock_dup)(int32_t fd) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  uint8_t type = wasi_fd_get(fd)->type;
  int copy = fcntl(host, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return -wasi_errno(errno);
  int32_t added = weft_add_socket(copy, type);
  if (added >= 0) wasi_fd_get(fd)->shared = wasi_fd_get(added)->shared = true;
  return added;
}

int32_t HOST(sock_address)(int32_t fd, int32_t which, uint32_t at, uint32_t size) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  if ((which ? getpeername : getsockname)(host, (struct sockaddr *)&storage, &length) != 0) return -wasi_errno(errno);
  return put_address(at, size, &storage, length);
}

// ---- messages ------------------------------------------------------------------------------------------------------

int32_t HOST(sock_recv_from)(int32_t fd, uint32_t buffer, uint32_t size, uint32_t from, uint32_t from_size, uint32_t flags) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  void *p = weft_guest(buffer, size);
  if (!p || !weft_guest(from, from_size) || !weft_guest(flags, 4)) return -W_FAULT;
  struct sockaddr_storage storage;
  struct iovec vector = {.iov_base = p, .iov_len = size > INT32_MAX ? INT32_MAX : size};
  struct msghdr message = {.msg_name = &storage, .msg_namelen = sizeof storage, .msg_iov = &vector, .msg_iovlen = 1};
  ssize_t n;
  do n = recvmsg(host, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n < 0) return -wasi_errno(errno);
  put_address(from, from_size, &storage, message.msg_namelen);
  put_u32(flags, (message.msg_flags & MSG_TRUNC ? 1u : 0) | (message.msg_flags & MSG_CTRUNC ? 2u : 0));
  return (int32_t)n;
}

int32_t HOST(sock_send_to)(int32_t fd, uint32_t buffer, uint32_t size, uint32_t to, uint32_t to_size) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  const void *p = weft_guest(buffer, size);
  if (!p) return -W_FAULT;
  if (size > INT32_MAX) return -W_MSGSIZE;
  address a = {.holder = -1};
  int32_t error = to_size ? take_address(to, to_size, false, &a) : W_SUCCESS;
  ssize_t n = 0;
  if (!error) {
    do n = sendto(host, p, size, MSG_DONTWAIT | MSG_NOSIGNAL, a.size ? (struct sockaddr *)&a.storage : NULL, a.size);
    while (n < 0 && errno == EINTR);
    error = wasi_result(n);
  }
  drop(&a);
  return error ? -error : (int32_t)n;
}

// ---- options -------------------------------------------------------------------------------------------------------

// Options by the guest's numbers; their values are ints.
static const struct {
  int level, name;
} options[] = {
  [1] = {IPPROTO_TCP, TCP_NODELAY},   [2] = {SOL_SOCKET, SO_KEEPALIVE},  [3] = {IPPROTO_TCP, TCP_KEEPIDLE},
  [4] = {IPPROTO_TCP, TCP_KEEPINTVL}, [5] = {IPPROTO_TCP, TCP_KEEPCNT},  [7] = {SOL_SOCKET, SO_RCVBUF},
  [8] = {SOL_SOCKET, SO_SNDBUF},      [9] = {IPPROTO_IPV6, IPV6_V6ONLY}, [10] = {SOL_SOCKET, SO_REUSEADDR},
  [11] = {SOL_SOCKET, SO_BROADCAST},  [20] = {SOL_SOCKET, SO_DOMAIN},    [21] = {SOL_SOCKET, SO_TYPE},
  [22] = {SOL_SOCKET, SO_ACCEPTCONN},
};
enum { LINGER = 6, MULTICAST_LOOP = 12, FAMILY = 20 };
#define OPTIONS (int32_t)(sizeof options / sizeof *options)

static int family_of(int host) {
  int domain = 0;
  getsockopt(host, SOL_SOCKET, SO_DOMAIN, &domain, &(socklen_t){sizeof domain});
  return domain;
}

// Finds an option's names; false when there is none with that number.
static bool find_option(int host, int32_t option, int *level, int *name) {
  if (option == MULTICAST_LOOP) {
    bool v6 = family_of(host) == AF_INET6;
    *level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
    *name = v6 ? IPV6_MULTICAST_LOOP : IP_MULTICAST_LOOP;
    return true;
  }
  if (option < 0 || option >= OPTIONS || !options[option].name) return false;
  *level = options[option].level;
  *name = options[option].name;
  return true;
}

int32_t HOST(sock_set_option)(int32_t fd, int32_t option, int32_t value) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  if (option == LINGER) {
    struct linger linger = {.l_onoff = value >= 0, .l_linger = value > 0 ? value : 0};
    return wasi_result(setsockopt(host, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
  }
  int level, name;
  if (option >= FAMILY || !find_option(host, option, &level, &name)) return W_NOPROTOOPT;
  return wasi_result(setsockopt(host, level, name, &value, sizeof value));
}

int32_t HOST(sock_get_option)(int32_t fd, int32_t option) {
  int host = weft_socket(fd);
  if (host < 0) return host;
  if (option == LINGER) {
    struct linger linger;
    if (getsockopt(host, SOL_SOCKET, SO_LINGER, &linger, &(socklen_t){sizeof linger}) != 0) return -wasi_errno(errno);
    return linger.l_onoff ? linger.l_linger : -1;
  }
  int level, name, value = 0;
  if (!find_option(host, option, &level, &name)) return -W_NOPROTOOPT;
  if (getsockopt(host, level, name, &value, &(socklen_t){sizeof value}) != 0) return -wasi_errno(errno);
  if (option == FAMILY) return value == AF_UNIX ? UNIX : value == AF_INET ? IPV4 : value == AF_INET6 ? IPV6 : 0;
  return value;
}

int32_t HOST(sock_join_group)(int32_t fd, uint32_t at, uint32_t size, int32_t index) {
  int host = weft_socket(fd);
  if (host < 0) return -host;
  address a;
  int32_t error = take_address(at, size, false, &a);
  drop(&a);
  if (error) return error;
  if (a.storage.ss_family == AF_INET) {
    struct ip_mreqn group = {.imr_multiaddr = ((struct sockaddr_in *)&a.storage)->sin_addr, .imr_ifindex = index};
    return wasi_result(setsockopt(host, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group));
  }
  if (a.storage.ss_family != AF_INET6) return W_AFNOSUPPORT;
  struct ipv6_mreq group = {.ipv6mr_multiaddr = ((struct sockaddr_in6 *)&a.storage)->sin6_addr, .ipv6mr_interface = (unsigned)index};
  return wasi_result(setsockopt(host, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group, sizeof group));
}
