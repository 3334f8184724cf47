/* Generated from runtime/host-abi/host-abi.ts by `npm run generate`; do not edit.
 * The host side: what the native runtime defines. Pointers are offsets in memory 0. */
#ifndef WEFT_HOST_ABI_H
#define WEFT_HOST_ABI_H
#include <stdint.h>

/* Opens a listening TCP socket. `address` is the text of an IPv4 or IPv6 address, empty for all addresses; port 0 picks a free port. */
int32_t weft_host_weft_host_tcp_listen(uint32_t address, uint32_t address_len, int32_t port, int32_t backlog);

/* Takes one waiting connection; -EAGAIN (-6) when there is none. */
int32_t weft_host_weft_host_tcp_accept(int32_t fd);

/* Starts to connect; the descriptor becomes writable when the attempt has ended. */
int32_t weft_host_weft_host_tcp_connect(uint32_t address, uint32_t address_len, int32_t port);

/* The outcome of tcp_connect once the descriptor is writable. */
int32_t weft_host_weft_host_tcp_connect_result(int32_t fd);

/* Reads at most `len` bytes; 0 at the end of the stream, -EAGAIN (-6) when nothing is there yet. */
int32_t weft_host_weft_host_sock_recv(int32_t fd, uint32_t buffer, uint32_t len);

/* Writes at most `len` bytes and says how many; -EAGAIN (-6) when none fit now. */
int32_t weft_host_weft_host_sock_send(int32_t fd, uint32_t buffer, uint32_t len);

/* Ends reading (1), writing (2) or both (3). */
int32_t weft_host_weft_host_sock_shutdown(int32_t fd, int32_t how);

/* Closes the socket; its descriptor may be handed out again. */
int32_t weft_host_weft_host_sock_close(int32_t fd);

/* Writes the local address as text, "127.0.0.1:8080" or "[::1]:8080", and says its length. */
int32_t weft_host_weft_host_sock_local_address(int32_t fd, uint32_t buffer, uint32_t len);

/* Writes the peer's address as text, and says its length. */
int32_t weft_host_weft_host_sock_peer_address(int32_t fd, uint32_t buffer, uint32_t len);

/* Opens a socket of a family (1 Unix, 4, 6) and a kind (1 stream, 2 datagrams, 5 packets in sequence). */
int32_t weft_host_weft_host_sock_open(int32_t family, int32_t kind);

/* Gives the socket an address of its own. */
int32_t weft_host_weft_host_sock_bind(int32_t fd, uint32_t address, uint32_t len);

/* Lets others connect to the socket; tcp_accept takes their connections. */
int32_t weft_host_weft_host_sock_listen(int32_t fd, int32_t backlog);

/* Starts to connect; EINPROGRESS (26) while it goes on, and tcp_connect_result tells how it ended. */
int32_t weft_host_weft_host_sock_connect(int32_t fd, uint32_t address, uint32_t len);

/* Receives one message and writes where it is from, and the flags at `flags`: 1 it was longer than the buffer, 2 control data was dropped. */
int32_t weft_host_weft_host_sock_recv_from(int32_t fd, uint32_t buffer, uint32_t len, uint32_t address, uint32_t address_len, uint32_t flags);

/* Sends one message to an address. */
int32_t weft_host_weft_host_sock_send_to(int32_t fd, uint32_t buffer, uint32_t len, uint32_t address, uint32_t address_len);

/* Writes the socket's own address (which 0) or its peer's (1) and says how long it is. */
int32_t weft_host_weft_host_sock_address(int32_t fd, int32_t which, uint32_t address, uint32_t len);

/* Sets an option: 1 no delay, 2 keep alive, 3 seconds until the first probe, 4 seconds between probes, 5 probes, 6 seconds to linger on close (negative: not at all), 7 and 8 the sizes of the buffers for receiving and sending, 9 only IPv6, 10 take over an address in use, 11 broadcast, 12 multicasts come back to this machine. */
int32_t weft_host_weft_host_sock_set_option(int32_t fd, int32_t option, int32_t value);

/* Says what an option is: those of sock_set_option; 20 the family, 21 the kind, 22 whether the socket listens. */
int32_t weft_host_weft_host_sock_get_option(int32_t fd, int32_t option);

/* Joins a multicast group on an interface (0: the system's choice). */
int32_t weft_host_weft_host_sock_join_group(int32_t fd, uint32_t address, uint32_t len, int32_t index);

/* Another descriptor of the same socket. */
int32_t weft_host_weft_host_sock_dup(int32_t fd);

/* Writes the machine's network interfaces as text and says how long it is: a line for each, with its number, the largest packet, flags (1 up, 2 broadcast, 4 loopback, 8 point to point, 16 multicast, 32 running), hardware address or "-", name, and its addresses as "192.0.2.1/24". */
int32_t weft_host_weft_host_interfaces(uint32_t buffer, uint32_t len);

/* Looks a host name up and writes its addresses as text, one a line; says the length. Blocks the whole program. */
int32_t weft_host_weft_host_resolve(uint32_t name, uint32_t name_len, uint32_t buffer, uint32_t len);

/* Waits until an entry is ready or the time is over (timeout_ms < 0: no limit) and says how many are ready. `entries` is an array of {fd: i32, events: i16, revents: i16}; bits: 1 readable, 4 writable, 8 error, 16 hang-up, 32 not open. `fd` is a socket's, or 0 for standard input. */
int32_t weft_host_weft_host_poll(uint32_t entries, uint32_t count, int32_t timeout_ms);

/* From now on sets the 32-bit word at `flag` to 1 after every `interval_ms` milliseconds of computing (0: no longer), so that a scheduler can end the turn of a busy loop. Needs the native engine. */
int32_t weft_host_weft_host_preempt_timer(uint32_t flag, int32_t interval_ms);

/* Gives the memory of a range back to the system: afterwards it reads as zeroes and takes no room until it is written to. Both numbers are multiples of 4096. An error (-ENOTSUP, on engines that cannot) leaves the range as it was. */
int32_t weft_host_weft_host_memory_release(uint32_t address, uint32_t len);

/* Writes where the calls under way on the running stack will return to, the innermost first: at most `count` numbers of 32 bits. Says how many. Called by the trap hook, it goes on with the stack that the trap ended. */
int32_t weft_host_weft_host_stack_pcs(uint32_t pcs, uint32_t count);

/* Says which function and line a return address stands for; for more than one when functions were inlined: `index` 0 is the innermost. Writes line, offset in the function's code, length of the function's name, length of the file's name (32 bits each), then both names as far as they fit, and says how long all is; -ENOENT (-44) when there is no such frame. */
int32_t weft_host_weft_host_pc_frame(int32_t pc, int32_t index, uint32_t buffer, uint32_t len);

/* Writes the frames of return addresses, but for the first `skip`, as Go prints them. Says how long the text is, of which at most `len` bytes are written. Unexported functions of package runtime and functions that the compiler made are left out. */
int32_t weft_host_weft_host_stack_text(uint32_t pcs, uint32_t count, int32_t skip, uint32_t buffer, uint32_t len);

/* Writes the argument pointers and the texts they point to. */
int32_t weft_host_wasi_snapshot_preview1_args_get(uint32_t argv, uint32_t argv_buf);

/* Writes the number of arguments and the size of their texts. */
int32_t weft_host_wasi_snapshot_preview1_args_sizes_get(uint32_t argc, uint32_t argv_buf_size);

/* Writes the environment's pointers and texts. */
int32_t weft_host_wasi_snapshot_preview1_environ_get(uint32_t environ, uint32_t environ_buf);

/* Writes the number of environment entries and the size of their texts. */
int32_t weft_host_wasi_snapshot_preview1_environ_sizes_get(uint32_t count, uint32_t environ_buf_size);

/* Writes a clock's resolution in nanoseconds. */
int32_t weft_host_wasi_snapshot_preview1_clock_res_get(int32_t clock, uint32_t resolution);

/* Writes a clock's time in nanoseconds; clock 0 is real time, 1 monotonic. */
int32_t weft_host_wasi_snapshot_preview1_clock_time_get(int32_t clock, int64_t precision, uint32_t time);

/* Announces how a file will be read. */
int32_t weft_host_wasi_snapshot_preview1_fd_advise(int32_t fd, int64_t offset, int64_t len, int32_t advice);

/* Makes room for a range of a file. */
int32_t weft_host_wasi_snapshot_preview1_fd_allocate(int32_t fd, int64_t offset, int64_t len);

/* Closes a descriptor. */
int32_t weft_host_wasi_snapshot_preview1_fd_close(int32_t fd);

/* Flushes a file's data. */
int32_t weft_host_wasi_snapshot_preview1_fd_datasync(int32_t fd);

/* Writes a descriptor's type, flags and rights. */
int32_t weft_host_wasi_snapshot_preview1_fd_fdstat_get(int32_t fd, uint32_t stat);

/* Sets a descriptor's flags. */
int32_t weft_host_wasi_snapshot_preview1_fd_fdstat_set_flags(int32_t fd, int32_t flags);

/* Narrows a descriptor's rights. */
int32_t weft_host_wasi_snapshot_preview1_fd_fdstat_set_rights(int32_t fd, int64_t rights_base, int64_t rights_inheriting);

/* Writes a file's attributes. */
int32_t weft_host_wasi_snapshot_preview1_fd_filestat_get(int32_t fd, uint32_t stat);

/* Sets a file's size. */
int32_t weft_host_wasi_snapshot_preview1_fd_filestat_set_size(int32_t fd, int64_t size);

/* Sets a file's times. */
int32_t weft_host_wasi_snapshot_preview1_fd_filestat_set_times(int32_t fd, int64_t atim, int64_t mtim, int32_t flags);

/* Reads at an offset without moving the file's position. */
int32_t weft_host_wasi_snapshot_preview1_fd_pread(int32_t fd, uint32_t iovs, uint32_t iovs_len, int64_t offset, uint32_t nread);

/* Writes what a preopened descriptor is. */
int32_t weft_host_wasi_snapshot_preview1_fd_prestat_get(int32_t fd, uint32_t prestat);

/* Writes a preopened directory's guest path. */
int32_t weft_host_wasi_snapshot_preview1_fd_prestat_dir_name(int32_t fd, uint32_t path, uint32_t path_len);

/* Writes at an offset without moving the file's position. */
int32_t weft_host_wasi_snapshot_preview1_fd_pwrite(int32_t fd, uint32_t iovs, uint32_t iovs_len, int64_t offset, uint32_t nwritten);

/* Reads from a file. */
int32_t weft_host_wasi_snapshot_preview1_fd_read(int32_t fd, uint32_t iovs, uint32_t iovs_len, uint32_t nread);

/* Reads directory entries from a cookie on. */
int32_t weft_host_wasi_snapshot_preview1_fd_readdir(int32_t fd, uint32_t buffer, uint32_t buffer_len, int64_t cookie, uint32_t used);

/* Moves a descriptor to another number. */
int32_t weft_host_wasi_snapshot_preview1_fd_renumber(int32_t fd, int32_t to);

/* Moves a file's position. */
int32_t weft_host_wasi_snapshot_preview1_fd_seek(int32_t fd, int64_t offset, int32_t whence, uint32_t position);

/* Flushes a file's data and attributes. */
int32_t weft_host_wasi_snapshot_preview1_fd_sync(int32_t fd);

/* Writes a file's position. */
int32_t weft_host_wasi_snapshot_preview1_fd_tell(int32_t fd, uint32_t position);

/* Writes to a file. */
int32_t weft_host_wasi_snapshot_preview1_fd_write(int32_t fd, uint32_t iovs, uint32_t iovs_len, uint32_t nwritten);

/* Makes a directory. */
int32_t weft_host_wasi_snapshot_preview1_path_create_directory(int32_t fd, uint32_t path, uint32_t path_len);

/* Writes a file's attributes by path. */
int32_t weft_host_wasi_snapshot_preview1_path_filestat_get(int32_t fd, int32_t flags, uint32_t path, uint32_t path_len, uint32_t stat);

/* Sets a file's times by path. */
int32_t weft_host_wasi_snapshot_preview1_path_filestat_set_times(int32_t fd, int32_t flags, uint32_t path, uint32_t path_len, int64_t atim, int64_t mtim, int32_t time_flags);

/* Makes a hard link. */
int32_t weft_host_wasi_snapshot_preview1_path_link(int32_t old_fd, int32_t old_flags, uint32_t old_path, uint32_t old_path_len, int32_t new_fd, uint32_t new_path, uint32_t new_path_len);

/* Opens a file or directory below a directory descriptor. */
int32_t weft_host_wasi_snapshot_preview1_path_open(int32_t fd, int32_t dir_flags, uint32_t path, uint32_t path_len, int32_t open_flags, int64_t rights_base, int64_t rights_inheriting, int32_t fd_flags, uint32_t opened);

/* Reads a symbolic link. */
int32_t weft_host_wasi_snapshot_preview1_path_readlink(int32_t fd, uint32_t path, uint32_t path_len, uint32_t buffer, uint32_t buffer_len, uint32_t used);

/* Removes an empty directory. */
int32_t weft_host_wasi_snapshot_preview1_path_remove_directory(int32_t fd, uint32_t path, uint32_t path_len);

/* Renames a file or directory. */
int32_t weft_host_wasi_snapshot_preview1_path_rename(int32_t fd, uint32_t old_path, uint32_t old_path_len, int32_t new_fd, uint32_t new_path, uint32_t new_path_len);

/* Makes a symbolic link. */
int32_t weft_host_wasi_snapshot_preview1_path_symlink(uint32_t old_path, uint32_t old_path_len, int32_t fd, uint32_t new_path, uint32_t new_path_len);

/* Removes a file. */
int32_t weft_host_wasi_snapshot_preview1_path_unlink_file(int32_t fd, uint32_t path, uint32_t path_len);

/* Waits for clocks and descriptors. */
int32_t weft_host_wasi_snapshot_preview1_poll_oneoff(uint32_t subscriptions, uint32_t events, uint32_t count, uint32_t nevents);

/* Ends the program with an exit code. */
void weft_host_wasi_snapshot_preview1_proc_exit(int32_t code);

/* Raises a signal in the program. */
int32_t weft_host_wasi_snapshot_preview1_proc_raise(int32_t signal);

/* Gives other threads a turn. */
int32_t weft_host_wasi_snapshot_preview1_sched_yield(void);

/* Fills a range with random bytes. */
int32_t weft_host_wasi_snapshot_preview1_random_get(uint32_t buffer, uint32_t len);

/* Takes a connection from a preopened socket. */
int32_t weft_host_wasi_snapshot_preview1_sock_accept(int32_t fd, int32_t flags, uint32_t accepted);

/* Receives from a socket. */
int32_t weft_host_wasi_snapshot_preview1_sock_recv(int32_t fd, uint32_t iovs, uint32_t iovs_len, int32_t flags, uint32_t nread, uint32_t out_flags);

/* Sends to a socket. */
int32_t weft_host_wasi_snapshot_preview1_sock_send(int32_t fd, uint32_t iovs, uint32_t iovs_len, int32_t flags, uint32_t nwritten);

/* Ends one or both directions of a socket. */
int32_t weft_host_wasi_snapshot_preview1_sock_shutdown(int32_t fd, int32_t how);

#endif
