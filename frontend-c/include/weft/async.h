// weft/async.h: async and await for C. Tasks run on fibers; one event loop wakes them when time has passed or a socket is
// ready. Any function may wait, however deep in the calls of its task: no function has to be marked.
//
//   void *fetch(void *url) { ... async_recv(fd, buffer, size) ... }
//   void *program(void *x) {
//     async_t a = async_start(fetch, "one"), b = async_start(fetch, "two");   // both run while this task waits
//     void *first = async_await(a), *second = async_await(b);
//     ...
//   }
//   int main(void) { async_run(program, NULL); }
//
// Programs that include this header are compiled with frontend-c/runtime/async.c.
#ifndef WEFT_ASYNC_H
#define WEFT_ASYNC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a task runs. */
typedef void *(*async_function_t)(void *argument);

/** A task that was started and not awaited yet. */
typedef struct async_task *async_t;

/**
 * Runs `function` as the first task, and the event loop under it, until that task has ended. Gives its result; tasks that
 * have not ended by then are given up. When all tasks wait for each other, prints so and exits with 2.
 */
void *async_run(async_function_t function, void *argument);

/** Starts a task: it runs when the running task waits. NULL when there is no memory for it. */
async_t async_start(async_function_t function, void *argument);

/** Waits for the end of a task and gives its result. To be called once for a task; it is freed. */
void *async_await(async_t task);

/** Lets the other tasks run that can. */
void async_pause(void);

/** Waits for a time. */
void async_sleep(int64_t milliseconds);

enum { ASYNC_READABLE = 1, ASYNC_WRITABLE = 4 };

/** Waits until a socket is ready for any of `events`, or has failed; gives those that are so. */
int async_wait(int fd, int events);

// TCP. Results below 0 are WASI error numbers, negated.

/** Opens a listening socket; the empty address means all addresses, port 0 any free port. */
int async_listen(const char *address, int port);
/** The port of a socket's own address. */
int async_local_port(int fd);
/** Waits for a connection. */
int async_accept(int fd);
int async_connect(const char *address, int port);
/** Waits for data and reads at most `size` bytes; 0 at the end of the stream. */
int async_recv(int fd, void *buffer, size_t size);
/** Sends all of `size` bytes; gives `size`. */
int async_send(int fd, const void *data, size_t size);
void async_close(int fd);

#ifdef __cplusplus
}
#endif
#endif
