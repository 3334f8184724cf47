// weft_host.interfaces: the machine's network interfaces and their addresses, as text.
#define _GNU_SOURCE
#include "wasi.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

// The text so far; `size` goes on counting when there is no more room.
typedef struct text {
  char *out;
  uint32_t room, size;
} text;

static void add(text *t, const char *piece) {
  uint32_t n = (uint32_t)strlen(piece);
  if (t->size < t->room) memcpy(t->out + t->size, piece, n < t->room - t->size ? n : t->room - t->size);
  t->size += n;
}

static int mtu_of(const char *name) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, name, sizeof request.ifr_name - 1);
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int result = fd < 0 ? -1 : ioctl(fd, SIOCGIFMTU, &request);
  if (fd >= 0) close(fd);
  return result < 0 ? 0 : request.ifr_mtu;
}

// The flags as Go has them: up 1, broadcast 2, loopback 4, point to point 8, multicast 16, running 32.
static unsigned flags_of(unsigned host) {
  static const unsigned bits[] = {IFF_UP, IFF_BROADCAST, IFF_LOOPBACK, IFF_POINTOPOINT, IFF_MULTICAST, IFF_RUNNING};
  unsigned flags = 0;
  for (unsigned i = 0; i < sizeof bits / sizeof *bits; i++) flags |= host & bits[i] ? 1u << i : 0;
  return flags;
}

static int ones(const void *mask, int size) {
  int n = 0;
  for (int i = 0; i < size; i++) n += __builtin_popcount(((const uint8_t *)mask)[i]);
  return n;
}

static void add_hardware(text *t, const struct ifaddrs *list, const char *name) {
  for (const struct ifaddrs *i = list; i; i = i->ifa_next) {
    const struct sockaddr_ll *link = (const struct sockaddr_ll *)i->ifa_addr;
    if (!link || link->sll_family != AF_PACKET || strcmp(i->ifa_name, name) != 0) continue;
    uint8_t any = 0;
    for (int k = 0; k < link->sll_halen && k < 8; k++) any |= link->sll_addr[k];
    if (!any) break; // of loopbacks
    for (int k = 0; k < link->sll_halen && k < 8; k++) {
      char pair[4];
      snprintf(pair, sizeof pair, k ? ":%02x" : "%02x", link->sll_addr[k]);
      add(t, pair);
    }
    return;
  }
  add(t, "-");
}

static void add_addresses(text *t, const struct ifaddrs *list, const char *name) {
  for (const struct ifaddrs *i = list; i; i = i->ifa_next) {
    if (!i->ifa_addr || !i->ifa_netmask || strcmp(i->ifa_name, name) != 0) continue;
    bool v6 = i->ifa_addr->sa_family == AF_INET6;
    if (!v6 && i->ifa_addr->sa_family != AF_INET) continue;
    size_t at = v6 ? offsetof(struct sockaddr_in6, sin6_addr) : offsetof(struct sockaddr_in, sin_addr);
    char ip[INET6_ADDRSTRLEN], piece[INET6_ADDRSTRLEN + 16];
    inet_ntop(i->ifa_addr->sa_family, (const char *)i->ifa_addr + at, ip, sizeof ip);
    snprintf(piece, sizeof piece, " %s/%d", ip, ones((const char *)i->ifa_netmask + at, v6 ? 16 : 4));
    add(t, piece);
  }
}

// Whether an interface with this name stands before `end` in the list, which has one entry for each address.
static bool is_known(const struct ifaddrs *list, const struct ifaddrs *end) {
  for (const struct ifaddrs *i = list; i != end; i = i->ifa_next)
    if (strcmp(i->ifa_name, end->ifa_name) == 0) return true;
  return false;
}

int32_t weft_host_weft_host_interfaces(uint32_t buffer, uint32_t size) {
  text t = {.out = weft_guest(buffer, size), .room = size};
  if (!t.out) return -W_FAULT;
  struct ifaddrs *list;
  if (getifaddrs(&list) != 0) return -wasi_errno(errno);
  for (const struct ifaddrs *i = list; i; i = i->ifa_next) {
    if (is_known(list, i)) continue;
    char head[64];
    snprintf(head, sizeof head, "%u %d %u ", if_nametoindex(i->ifa_name), mtu_of(i->ifa_name), flags_of(i->ifa_flags));
    add(&t, head);
    add_hardware(&t, list, i->ifa_name);
    add(&t, " ");
    add(&t, i->ifa_name);
    add_addresses(&t, list, i->ifa_name);
    add(&t, "\n");
  }
  freeifaddrs(list);
  return t.size > INT32_MAX ? -W_OVERFLOW : (int32_t)t.size;
}
