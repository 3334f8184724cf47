// weft/async.h: tasks on fibers and an event loop.
//
// A task is in exactly one place: running; in the queue of those that can run; waiting for a time (a heap by deadline); for
// a socket (an array, in the order of the entries that poll gets); or for the end of another task (that task's `waiter`).
// async_run is the loop; it resumes one task after the other, and a task that must wait yields to it.

#include <weft/async.h>

#include <fiber.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <weft/host.h>

struct async_task {
  fiber_t fiber;
  void *argument;
  void *result;
  int has_ended;
  struct async_task *waiter;  // the task that waits for the end of this one
  struct async_task *next;    // in the queue
  int64_t deadline;           // in the heap, in milliseconds
  int ready;                  // what async_wait gives
};

typedef struct async_task task;

static task *running;

// ---- tasks that can run: first in, first out ----

static struct {
  task *first, *last;
  size_t count;
} queue;

static void enqueue(task *it) {
  it->next = NULL;
  if (queue.first) queue.last->next = it;
  else queue.first = it;
  queue.last = it;
  queue.count++;
}

static task *dequeue(void) {
  task *it = queue.first;
  queue.first = it->next;
  queue.count--;
  return it;
}

// ---- tasks that wait for a time: a heap, the nearest deadline first ----

static struct {
  task **at;
  size_t count, room;
} sleepers;

static void *grown(void *block, size_t *room, size_t size) {
  *room = *room ? *room * 2 : 16;
  block = realloc(block, *room * size);
  if (!block) {
    fputs("async: out of memory\n", stderr);
    abort();
  }
  return block;
}

static void add_sleeper(task *it) {
  if (sleepers.count == sleepers.room) sleepers.at = grown(sleepers.at, &sleepers.room, sizeof *sleepers.at);
  size_t i = sleepers.count++;
  while (i > 0 && sleepers.at[(i - 1) / 2]->deadline > it->deadline) {
    sleepers.at[i] = sleepers.at[(i - 1) / 2];
    i = (i - 1) / 2;
  }
  sleepers.at[i] = it;
}

static task *remove_sleeper(void) {
  task *first = sleepers.at[0], *last = sleepers.at[--sleepers.count];
  size_t i = 0;
  for (;;) {
    size_t child = 2 * i + 1;
    if (child >= sleepers.count) break;
    if (child + 1 < sleepers.count && sleepers.at[child + 1]->deadline < sleepers.at[child]->deadline) child++;
    if (sleepers.at[child]->deadline >= last->deadline) break;
    sleepers.at[i] = sleepers.at[child];
    i = child;
  }
  sleepers.at[i] = last;
  return first;
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// ---- tasks that wait for a socket ----

typedef struct {
  int32_t fd;
  int16_t events, revents;
} poll_entry;

static struct {
  poll_entry *entry;
  task **waiting;  // waiting[i] is for entry[i]
  size_t count, room;
} sockets;

static void add_socket(task *it, int fd, int events) {
  if (sockets.count == sockets.room) {
    size_t room = sockets.room;
    sockets.entry = grown(sockets.entry, &room, sizeof *sockets.entry);
    sockets.waiting = grown(sockets.waiting, &sockets.room, sizeof *sockets.waiting);
  }
  sockets.entry[sockets.count] = (poll_entry){fd, (int16_t)events, 0};
  sockets.waiting[sockets.count++] = it;
}

static void wake_sockets(int timeout) {
  if (weft_host_poll(sockets.entry, sockets.count, timeout) <= 0) return;
  size_t kept = 0;
  for (size_t i = 0; i < sockets.count; i++) {
    if (sockets.entry[i].revents) {
      sockets.waiting[i]->ready = sockets.entry[i].revents;
      enqueue(sockets.waiting[i]);
    } else {
      sockets.entry[kept] = sockets.entry[i];
      sockets.waiting[kept++] = sockets.waiting[i];
    }
  }
  sockets.count = kept;
}

// ---- the loop ----

/** Moves tasks whose time or socket has come to the queue; waits for that when the queue is empty. */
static void wait_for_events(void) {
  if (sleepers.count == 0 && sockets.count == 0) {
    if (queue.count > 0) return;
    fflush(stdout);
    fputs("async: all tasks are waiting for each other\n", stderr);
    exit(2);
  }
  int64_t timeout = -1;
  if (queue.count > 0) timeout = 0;
  else if (sleepers.count > 0) timeout = sleepers.at[0]->deadline - now();
  if (sleepers.count > 0 && timeout < 0) timeout = 0;
  if (timeout > INT32_MAX) timeout = INT32_MAX;
  if (sockets.count > 0 || timeout > 0) wake_sockets((int)timeout);
  if (sleepers.count == 0) return;
  int64_t time = now();
  while (sleepers.count > 0 && sleepers.at[0]->deadline <= time) enqueue(remove_sleeper());
}

/** Runs a task until it waits or ends. */
static void run(task *it) {
  fiber_result_t status;
  running = it;
  it->result = fiber_resume(it->fiber, it->argument, &status);
  running = NULL;
  if (status != FIBER_OK) return;
  fiber_free(it->fiber);
  it->has_ended = 1;
  if (it->waiter) enqueue(it->waiter);
}

void *async_run(async_function_t function, void *argument) {
  fiber_init();
  task *first = async_start(function, argument);
  while (first && !first->has_ended) {
    // Those that are in the queue now; then look for events, so that tasks that never wait do not starve the others.
    for (size_t n = queue.count; n > 0 && !first->has_ended; n--) run(dequeue());
    if (!first->has_ended) wait_for_events();
  }
  void *result = first ? first->result : NULL;
  free(first);
  fiber_finalize();
  return result;
}

// ---- what tasks call ----

static void check_running(const char *function) {
  if (running) return;
  fprintf(stderr, "async: %s called outside of a task\n", function);
  abort();
}

async_t async_start(async_function_t function, void *argument) {
  task *it = calloc(1, sizeof *it);
  if (!it) return NULL;
  it->fiber = fiber_alloc(function);
  it->argument = argument;
  if (!it->fiber) {
    free(it);
    return NULL;
  }
  enqueue(it);
  return it;
}

void *async_await(async_t it) {
  check_running("async_await");
  if (!it->has_ended) {
    it->waiter = running;
    fiber_yield(NULL);
  }
  void *result = it->result;
  free(it);
  return result;
}

void async_pause(void) {
  check_running("async_pause");
  enqueue(running);
  fiber_yield(NULL);
}

void async_sleep(int64_t milliseconds) {
  check_running("async_sleep");
  running->deadline = now() + milliseconds;
  add_sleeper(running);
  fiber_yield(NULL);
}

int async_wait(int fd, int events) {
  check_running("async_wait");
  task *self = running;
  add_socket(self, fd, events);
  fiber_yield(NULL);
  return self->ready;
}

// ---- TCP ----

enum { TRY_AGAIN = -6 };

int async_listen(const char *address, int port) {
  return weft_host_tcp_listen((void *)address, strlen(address), port, 128);
}

int async_local_port(int fd) {
  char text[64];
  int length = weft_host_sock_local_address(fd, text, sizeof text - 1);
  if (length < 0) return length;
  text[length] = 0;
  return atoi(strrchr(text, ':') + 1);
}

int async_accept(int fd) {
  for (;;) {
    int connection = weft_host_tcp_accept(fd);
    if (connection != TRY_AGAIN) return connection;
    async_wait(fd, ASYNC_READABLE);
  }
}

int async_connect(const char *address, int port) {
  int fd = weft_host_tcp_connect((void *)address, strlen(address), port);
  if (fd < 0) return fd;
  async_wait(fd, ASYNC_WRITABLE);
  int error = weft_host_tcp_connect_result(fd);
  if (error == 0) return fd;
  weft_host_sock_close(fd);
  return error < 0 ? error : -error;
}

int async_recv(int fd, void *buffer, size_t size) {
  for (;;) {
    int count = weft_host_sock_recv(fd, buffer, size);
    if (count != TRY_AGAIN) return count;
    async_wait(fd, ASYNC_READABLE);
  }
}

int async_send(int fd, const void *data, size_t size) {
  size_t sent = 0;
  while (sent < size) {
    int count = weft_host_sock_send(fd, (char *)data + sent, size - sent);
    if (count == TRY_AGAIN) async_wait(fd, ASYNC_WRITABLE);
    else if (count < 0) return count;
    else sent += count;
  }
  return size;
}

void async_close(int fd) { weft_host_sock_close(fd); }
