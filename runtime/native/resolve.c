// weft_host.resolve: host names to addresses. A static program cannot use the C library's resolver (it loads plugins), so:
// numeric addresses, then /etc/hosts, then the name servers of /etc/resolv.conf over UDP (RFC 1035), A and AAAA.
#define _GNU_SOURCE
#include "wasi.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_NAME 255
#define MAX_SERVERS 3
#define TIMEOUT_MS 2000
#define TRIES 2
enum { TYPE_A = 1, TYPE_AAAA = 28 };

// Collects addresses as lines of text.
typedef struct answer {
  char text[4096];
  size_t size;
} answer;

static void add_line(answer *out, const char *line) {
  size_t n = strlen(line);
  if (out->size + n + 1 > sizeof out->text) return;
  memcpy(out->text + out->size, line, n);
  out->text[out->size + n] = '\n';
  out->size += n + 1;
}

static bool is_address(const char *text) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

static void look_in_hosts(const char *name, answer *out) {
  FILE *file = fopen("/etc/hosts", "re");
  if (!file) return;
  char line[1024];
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "#\n")] = 0;
    char *rest = line, *address = NULL, *word;
    while ((word = strsep(&rest, " \t"))) {
      if (!*word) continue;
      if (!address) address = word;
      else if (strcasecmp(word, name) == 0 && is_address(address)) {
        add_line(out, address);
        break;
      }
    }
  }
  fclose(file);
}

// ---- DNS -----------------------------------------------------------------------------------------------------------

static int read_servers(struct sockaddr_storage servers[MAX_SERVERS], socklen_t sizes[MAX_SERVERS]) {
  int count = 0;
  FILE *file = fopen("/etc/resolv.conf", "re");
  char line[512], text[128];
  while (file && count < MAX_SERVERS && fgets(line, sizeof line, file)) {
    if (sscanf(line, " nameserver %127s", text) != 1) continue;
    struct sockaddr_in *v4 = (struct sockaddr_in *)&servers[count];
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&servers[count];
    memset(&servers[count], 0, sizeof servers[count]);
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
      v4->sin_family = AF_INET;
      v4->sin_port = htons(53);
      sizes[count++] = sizeof *v4;
    } else if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1) {
      v6->sin6_family = AF_INET6;
      v6->sin6_port = htons(53);
      sizes[count++] = sizeof *v6;
    }
  }
  if (file) fclose(file);
  return count;
}

// Writes a query for one name and type; returns its size, 0 when the name is not a legal one.
static size_t make_query(uint8_t out[512], uint16_t id, const char *name, uint16_t type) {
  const uint8_t header[12] = {(uint8_t)(id >> 8), (uint8_t)id, 1, 0, 0, 1}; // recursion desired, one question
  memcpy(out, header, sizeof header);
  size_t at = sizeof header;
  for (const char *label = name; *label;) {
    size_t n = strcspn(label, ".");
    if (n == 0 || n > 63) return 0;
    out[at++] = (uint8_t)n;
    memcpy(out + at, label, n);
    at += n;
    label += n;
    if (*label == '.') label++;
  }
  const uint8_t tail[5] = {0, (uint8_t)(type >> 8), (uint8_t)type, 0, 1};
  memcpy(out + at, tail, sizeof tail);
  return at + sizeof tail;
}

// Steps over a name in a reply; 0 when it runs out of the packet.
static size_t skip_name(const uint8_t *packet, size_t size, size_t at) {
  while (at < size) {
    uint8_t n = packet[at];
    if (n == 0) return at + 1;
    if (n >= 0xc0) return at + 2 <= size ? at + 2 : 0;
    at += n + 1u;
  }
  return 0;
}

static unsigned get16(const uint8_t *p) { return (unsigned)p[0] << 8 | p[1]; }

static void read_reply(const uint8_t *packet, size_t size, uint16_t type, answer *out) {
  unsigned questions = get16(packet + 4), answers = get16(packet + 6);
  size_t at = 12;
  while (questions-- && at) {
    at = skip_name(packet, size, at);
    if (at) at += 4;
  }
  while (answers-- && at) {
    at = skip_name(packet, size, at);
    if (!at || at + 10 > size) return;
    unsigned record = get16(packet + at), length = get16(packet + at + 8);
    at += 10;
    if (at + length > size) return;
    char text[INET6_ADDRSTRLEN];
    if (record == type && length == (type == TYPE_A ? 4 : 16) && inet_ntop(type == TYPE_A ? AF_INET : AF_INET6, packet + at, text, sizeof text))
      add_line(out, text);
    at += length;
  }
}

// Asks one server one question. True when it answered, whatever it said.
static bool ask(const struct sockaddr_storage *server, socklen_t size, const char *name, uint16_t type, answer *out) {
  uint16_t id;
  if (getrandom(&id, sizeof id, 0) != sizeof id) return false;
  uint8_t query[512], reply[4096];
  size_t length = make_query(query, id, name, type);
  if (!length) return true;
  int fd = socket(server->ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  bool answered = false;
  if (connect(fd, (const struct sockaddr *)server, size) == 0 && send(fd, query, length, MSG_NOSIGNAL) == (ssize_t)length) {
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    while (!answered && poll(&wait, 1, TIMEOUT_MS) > 0) {
      ssize_t n = recv(fd, reply, sizeof reply, 0);
      if (n < 0) break;
      if (n < 12 || get16(reply) != id || !(reply[2] & 0x80)) continue; // not the answer to this question
      read_reply(reply, (size_t)n, type, out);
      answered = true;
    }
  }
  close(fd);
  return answered;
}

static void look_in_dns(const char *name, answer *out) {
  struct sockaddr_storage servers[MAX_SERVERS];
  socklen_t sizes[MAX_SERVERS];
  int count = read_servers(servers, sizes);
  static const uint16_t types[] = {TYPE_A, TYPE_AAAA};
  for (int t = 0; t < 2; t++) {
    bool answered = false;
    for (int i = 0; i < TRIES * count && !answered; i++) answered = ask(&servers[i % count], sizes[i % count], name, types[t], out);
    if (!answered) return; // no server there: do not wait for the second type too
  }
}

int32_t weft_host_weft_host_resolve(uint32_t name_at, uint32_t name_size, uint32_t buffer, uint32_t size) {
  const char *guest = weft_guest(name_at, name_size);
  char *out = weft_guest(buffer, size);
  if (!guest || !out) return -W_FAULT;
  if (name_size == 0 || name_size > MAX_NAME || memchr(guest, 0, name_size)) return -W_INVAL;
  char name[MAX_NAME + 1];
  memcpy(name, guest, name_size);
  name[name_size] = 0;
  answer found = {.size = 0};
  if (is_address(name)) add_line(&found, name);
  else look_in_hosts(name, &found);
  if (!found.size && strcasecmp(name, "localhost") == 0) add_line(&found, "127.0.0.1");
  if (!found.size) look_in_dns(name, &found);
  if (!found.size) return -W_NOENT;
  memcpy(out, found.text, found.size < size ? found.size : size);
  return (int32_t)found.size;
}
