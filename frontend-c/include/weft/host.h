/* Generated from runtime/host-abi/host-abi.ts by `npm run generate`; do not edit.
 * The guest side, for C programs; WASI preview 1 comes with wasi-libc. */
#ifndef WEFT_HOST_H
#define WEFT_HOST_H
#include <stdint.h>

/* Opens a listening TCP socket. `address` is the text of an IPv4 or IPv6 address, empty for all addresses; port 0 picks a free port. */
__attribute__((import_module("weft_host"), import_name("tcp_listen")))
int32_t weft_host_tcp_listen(void *address, uint32_t address_len, int32_t port, int32_t backlog);

/* Takes one waiting connection; -EAGAIN (-6) when there is none. */
__attribute__((import_module("weft_host"), import_name("tcp_accept")))
int32_t weft_host_tcp_accept(int32_t fd);

/* Starts to connect; the descriptor becomes writable when the attempt has ended. */
__attribute__((import_module("weft_host"), import_name("tcp_connect")))
int32_t weft_host_tcp_connect(void *address, uint32_t address_len, int32_t port);

/* The outcome of tcp_connect once the descriptor is writable. */
__attribute__((import_module("weft_host"), import_name("tcp_connect_result")))
int32_t weft_host_tcp_connect_result(int32_t fd);

/* Reads at most `len` bytes; 0 at the end of the stream, -EAGAIN (-6) when nothing is there yet. */
__attribute__((import_module("weft_host"), import_name("sock_recv")))
int32_t weft_host_sock_recv(int32_t fd, void *buffer, uint32_t len);

/* Writes at most `len` bytes and says how many; -EAGAIN (-6) when none fit now. */
__attribute__((import_module("weft_host"), import_name("sock_send")))
int32_t weft_host_sock_send(int32_t fd, void *buffer, uint32_t len);

/* Ends reading (1), writing (2) or both (3). */
__attribute__((import_module("weft_host"), import_name("sock_shutdown")))
int32_t weft_host_sock_shutdown(int32_t fd, int32_t how);

/* Closes the socket; its descriptor may be handed out again. */
__attribute__((import_module("weft_host"), import_name("sock_close")))
int32_t weft_host_sock_close(int32_t fd);

/* Writes the local address as text, "127.0.0.1:8080" or "[::1]:8080", and says its length. */
__attribute__((import_module("weft_host"), import_name("sock_local_address")))
int32_t weft_host_sock_local_address(int32_t fd, void *buffer, uint32_t len);

/* Writes the peer's address as text, and says its length. */
__attribute__((import_module("weft_host"), import_name("sock_peer_address")))
int32_t weft_host_sock_peer_address(int32_t fd, void *buffer, uint32_t len);

/* Opens a socket of a family (1 Unix, 4, 6) and a kind (1 stream, 2 datagrams, 5 packets in sequence). */
__attribute__((import_module("weft_host"), import_name("sock_open")))
int32_t weft_host_sock_open(int32_t family, int32_t kind);

/* Gives the socket an address of its own. */
__attribute__((import_module("weft_host"), import_name("sock_bind")))
int32_t weft_host_sock_bind(int32_t fd, void *address, uint32_t len);

/* Lets others connect to the socket; tcp_accept takes their connections. */
__attribute__((import_module("weft_host"), import_name("sock_listen")))
int32_t weft_host_sock_listen(int32_t fd, int32_t backlog);

/* Starts to connect; EINPROGRESS (26) while it goes on, and tcp_connect_result tells how it ended. */
__attribute__((import_module("weft_host"), import_name("sock_connect")))
int32_t weft_host_sock_connect(int32_t fd, void *address, uint32_t len);

/* Receives one message and writes where it is from, and the flags at `flags`: 1 it was longer than the buffer, 2 control data was dropped. */
__attribute__((import_module("weft_host"), import_name("sock_recv_from")))
int32_t weft_host_sock_recv_from(int32_t fd, void *buffer, uint32_t len, void *address, uint32_t address_len, void *flags);

/* Sends one message to an address. */
__attribute__((import_module("weft_host"), import_name("sock_send_to")))
int32_t weft_host_sock_send_to(int32_t fd, void *buffer, uint32_t len, void *address, uint32_t address_len);

/* Writes the socket's own address (which 0) or its peer's (1) and says how long it is. */
__attribute__((import_module("weft_host"), import_name("sock_address")))
int32_t weft_host_sock_address(int32_t fd, int32_t which, void *address, uint32_t len);

/* Sets an option: 1 no delay, 2 keep alive, 3 seconds until the first probe, 4 seconds between probes, 5 probes, 6 seconds to linger on close (negative: not at all), 7 and 8 the sizes of the buffers for receiving and sending, 9 only IPv6, 10 take over an address in use, 11 broadcast, 12 multicasts come back to this machine. */
__attribute__((import_module("weft_host"), import_name("sock_set_option")))
int32_t weft_host_sock_set_option(int32_t fd, int32_t option, int32_t value);

/* Says what an option is: those of sock_set_option; 20 the family, 21 the kind, 22 whether the socket listens. */
__attribute__((import_module("weft_host"), import_name("sock_get_option")))
int32_t weft_host_sock_get_option(int32_t fd, int32_t option);

/* Joins a multicast group on an interface (0: the system's choice). */
__attribute__((import_module("weft_host"), import_name("sock_join_group")))
int32_t weft_host_sock_join_group(int32_t fd, void *address, uint32_t len, int32_t index);

/* Another descriptor of the same socket. */
__attribute__((import_module("weft_host"), import_name("sock_dup")))
int32_t weft_host_sock_dup(int32_t fd);

/* Writes the machine's network interfaces as text and says how long it is: a line for each, with its number, the largest packet, flags (1 up, 2 broadcast, 4 loopback, 8 point to point, 16 multicast, 32 running), hardware address or "-", name, and its addresses as "192.0.2.1/24". */
__attribute__((import_module("weft_host"), import_name("interfaces")))
int32_t weft_host_interfaces(void *buffer, uint32_t len);

/* Looks a host name up and writes its addresses as text, one a line; says the length. Blocks the whole program. */
__attribute__((import_module("weft_host"), import_name("resolve")))
int32_t weft_host_resolve(void *name, uint32_t name_len, void *buffer, uint32_t len);

/* Waits until an entry is ready or the time is over (timeout_ms < 0: no limit) and says how many are ready. `entries` is an array of {fd: i32, events: i16, revents: i16}; bits: 1 readable, 4 writable, 8 error, 16 hang-up, 32 not open. `fd` is a socket's, or 0 for standard input. */
__attribute__((import_module("weft_host"), import_name("poll")))
int32_t weft_host_poll(void *entries, uint32_t count, int32_t timeout_ms);

/* From now on sets the 32-bit word at `flag` to 1 after every `interval_ms` milliseconds of computing (0: no longer), so that a scheduler can end the turn of a busy loop. Needs the native engine. */
__attribute__((import_module("weft_host"), import_name("preempt_timer")))
int32_t weft_host_preempt_timer(void *flag, int32_t interval_ms);

/* Gives the memory of a range back to the system: afterwards it reads as zeroes and takes no room until it is written to. Both numbers are multiples of 4096. An error (-ENOTSUP, on engines that cannot) leaves the range as it was. */
__attribute__((import_module("weft_host"), import_name("memory_release")))
int32_t weft_host_memory_release(void *address, uint32_t len);

/* Writes where the calls under way on the running stack will return to, the innermost first: at most `count` numbers of 32 bits. Says how many. Called by the trap hook, it goes on with the stack that the trap ended. */
__attribute__((import_module("weft_host"), import_name("stack_pcs")))
int32_t weft_host_stack_pcs(void *pcs, uint32_t count);

/* Says which function and line a return address stands for; for more than one when functions were inlined: `index` 0 is the innermost. Writes line, offset in the function's code, length of the function's name, length of the file's name (32 bits each), then both names as far as they fit, and says how long all is; -ENOENT (-44) when there is no such frame. */
__attribute__((import_module("weft_host"), import_name("pc_frame")))
int32_t weft_host_pc_frame(int32_t pc, int32_t index, void *buffer, uint32_t len);

/* Writes the frames of return addresses, but for the first `skip`, as Go prints them. Says how long the text is, of which at most `len` bytes are written. Unexported functions of package runtime and functions that the compiler made are left out. */
__attribute__((import_module("weft_host"), import_name("stack_text")))
int32_t weft_host_stack_text(void *pcs, uint32_t count, int32_t skip, void *buffer, uint32_t len);

#endif
