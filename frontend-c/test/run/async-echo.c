// native only: sockets
// An echo server and its clients in one program, over the machine's own network.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <weft/async.h>

enum { CLIENTS = 20 };
static int port, served;

static void *serve(void *connection) {
  int fd = (int)(intptr_t)connection;
  char buffer[256];
  for (;;) {
    int count = async_recv(fd, buffer, sizeof buffer);
    if (count <= 0) break;
    async_send(fd, buffer, count);
  }
  async_close(fd);
  served++;
  return NULL;
}

static void *listen(void *listener) {
  for (;;) {
    int connection = async_accept((int)(intptr_t)listener);
    if (connection < 0) return NULL;
    async_start(serve, (void *)(intptr_t)connection);
  }
}

static void *client(void *number) {
  int id = (int)(intptr_t)number, fd = async_connect("127.0.0.1", port);
  if (fd < 0) return (void *)-1;
  char text[64], back[64];
  int matches = 0;
  for (int i = 0; i < 5; i++) {
    int length = snprintf(text, sizeof text, "message %d of client %d", i, id), got = 0;
    async_send(fd, text, length);
    while (got < length) {
      int count = async_recv(fd, back + got, length - got);
      if (count <= 0) return (void *)-2;
      got += count;
    }
    matches += memcmp(text, back, length) == 0;
    async_sleep(id % 3);
  }
  async_close(fd);
  return (void *)(intptr_t)matches;
}

static void *program(void *x) {
  int listener = async_listen("127.0.0.1", 0);
  if (listener < 0) return "cannot listen";
  port = async_local_port(listener);
  async_start(listen, (void *)(intptr_t)listener);
  async_t clients[CLIENTS];
  for (intptr_t i = 0; i < CLIENTS; i++) clients[i] = async_start(client, (void *)i);
  int matches = 0;
  for (int i = 0; i < CLIENTS; i++) matches += (int)(intptr_t)async_await(clients[i]);
  while (served < CLIENTS) async_sleep(1);
  printf("%d echoes, %d connections\n", matches, served);
  return "done";
}

int main(void) {
  printf("%s\n", (char *)async_run(program, NULL));
  return 0;
}
