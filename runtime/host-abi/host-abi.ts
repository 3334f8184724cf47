// The host ABI: every function a module may import from the engine, declared once. tools/generate-host-abi.ts reads
// this file with ts-morph and writes the C prototypes of the host side, the C header and Go externs of the guest side,
// the .wat imports, the table the native compiler checks imports against, and docs/host-abi.md. A test fails when one of
// them is stale.
//
// Conventions: a GuestPtr is an offset in the module's memory 0; the host checks every range before it touches it.
// `Errno` is a WASI preview 1 errno (0: success). `Result` is a count or descriptor when >= 0, else the negated errno.

/** A 32-bit integer. */
export type I32 = number;
/** A 64-bit integer. */
export type I64 = bigint;
/** A 32-bit offset into the module's memory. */
export type GuestPtr = number;
/** A size in bytes, or a count, below 2^32. */
export type Size = number;
/** A descriptor handed out by the host; never a descriptor of the engine's process. */
export type Fd = number;
/** A WASI preview 1 error number, 0 for success. */
export type Errno = number;
/** A count or descriptor when not negative, else a negated WASI error number. */
export type Result = number;

/**
 * Sockets and polling, all non-blocking.
 *
 * A socket address in memory is { u16 family, u16 port or length, u32 scope, bytes }, 116 bytes at most. Family 4 has 4 bytes,
 * family 6 has 16 and the number of the zone as its scope. Family 1 (Unix) has `length` bytes: a name of the abstract space,
 * which begins with a zero byte, or a path; one that a program passes is relative to the directory whose descriptor is the
 * scope, and may be longer. Family 0 is no address.
 * @module weft_host
 */
export interface WeftHost {
  /** Opens a listening TCP socket. `address` is the text of an IPv4 or IPv6 address, empty for all addresses; port 0 picks a free port. */
  tcp_listen(address: GuestPtr, address_len: Size, port: I32, backlog: I32): Result;
  /** Takes one waiting connection; -EAGAIN (-6) when there is none. */
  tcp_accept(fd: Fd): Result;
  /** Starts to connect; the descriptor becomes writable when the attempt has ended. */
  tcp_connect(address: GuestPtr, address_len: Size, port: I32): Result;
  /** The outcome of tcp_connect once the descriptor is writable. */
  tcp_connect_result(fd: Fd): Errno;
  /** Reads at most `len` bytes; 0 at the end of the stream, -EAGAIN (-6) when nothing is there yet. */
  sock_recv(fd: Fd, buffer: GuestPtr, len: Size): Result;
  /** Writes at most `len` bytes and says how many; -EAGAIN (-6) when none fit now. */
  sock_send(fd: Fd, buffer: GuestPtr, len: Size): Result;
  /** Ends reading (1), writing (2) or both (3). */
  sock_shutdown(fd: Fd, how: I32): Errno;
  /** Closes the socket; its descriptor may be handed out again. */
  sock_close(fd: Fd): Errno;
  /** Writes the local address as text, "127.0.0.1:8080" or "[::1]:8080", and says its length. */
  sock_local_address(fd: Fd, buffer: GuestPtr, len: Size): Result;
  /** Writes the peer's address as text, and says its length. */
  sock_peer_address(fd: Fd, buffer: GuestPtr, len: Size): Result;
  /** Opens a socket of a family (1 Unix, 4, 6) and a kind (1 stream, 2 datagrams, 5 packets in sequence). */
  sock_open(family: I32, kind: I32): Result;
  /** Gives the socket an address of its own. */
  sock_bind(fd: Fd, address: GuestPtr, len: Size): Errno;
  /** Lets others connect to the socket; tcp_accept takes their connections. */
  sock_listen(fd: Fd, backlog: I32): Errno;
  /** Starts to connect; EINPROGRESS (26) while it goes on, and tcp_connect_result tells how it ended. */
  sock_connect(fd: Fd, address: GuestPtr, len: Size): Errno;
  /** Receives one message and writes where it is from, and the flags at `flags`: 1 it was longer than the buffer, 2 control data was dropped. */
  sock_recv_from(fd: Fd, buffer: GuestPtr, len: Size, address: GuestPtr, address_len: Size, flags: GuestPtr): Result;
  /** Sends one message to an address. */
  sock_send_to(fd: Fd, buffer: GuestPtr, len: Size, address: GuestPtr, address_len: Size): Result;
  /** Writes the socket's own address (which 0) or its peer's (1) and says how long it is. */
  sock_address(fd: Fd, which: I32, address: GuestPtr, len: Size): Result;
  /**
   * Sets an option: 1 no delay, 2 keep alive, 3 seconds until the first probe, 4 seconds between probes, 5 probes, 6 seconds to
   * linger on close (negative: not at all), 7 and 8 the sizes of the buffers for receiving and sending, 9 only IPv6, 10 take
   * over an address in use, 11 broadcast, 12 multicasts come back to this machine.
   */
  sock_set_option(fd: Fd, option: I32, value: I32): Errno;
  /** Says what an option is: those of sock_set_option; 20 the family, 21 the kind, 22 whether the socket listens. */
  sock_get_option(fd: Fd, option: I32): Result;
  /** Joins a multicast group on an interface (0: the system's choice). */
  sock_join_group(fd: Fd, address: GuestPtr, len: Size, index: I32): Errno;
  /** Another descriptor of the same socket. */
  sock_dup(fd: Fd): Result;
  /**
   * Writes the machine's network interfaces as text and says how long it is: a line for each, with its number, the largest packet,
   * flags (1 up, 2 broadcast, 4 loopback, 8 point to point, 16 multicast, 32 running), hardware address or "-", name, and its
   * addresses as "192.0.2.1/24".
   */
  interfaces(buffer: GuestPtr, len: Size): Result;
  /** Looks a host name up and writes its addresses as text, one a line; says the length. Blocks the whole program. */
  resolve(name: GuestPtr, name_len: Size, buffer: GuestPtr, len: Size): Result;
  /**
   * Waits until an entry is ready or the time is over (timeout_ms < 0: no limit) and says how many are ready.
   * `entries` is an array of {fd: i32, events: i16, revents: i16}; bits: 1 readable, 4 writable, 8 error, 16 hang-up,
   * 32 not open. `fd` is a socket's, or 0 for standard input.
   */
  poll(entries: GuestPtr, count: Size, timeout_ms: I32): Result;
  /**
   * From now on sets the 32-bit word at `flag` to 1 after every `interval_ms` milliseconds of computing (0: no longer), so
   * that a scheduler can end the turn of a busy loop. Needs the native engine.
   */
  preempt_timer(flag: GuestPtr, interval_ms: I32): Errno;
  /**
   * Gives the memory of a range back to the system: afterwards it reads as zeroes and takes no room until it is written to.
   * Both numbers are multiples of 4096. An error (-ENOTSUP, on engines that cannot) leaves the range as it was.
   */
  memory_release(address: GuestPtr, len: Size): Errno;
  /**
   * Writes where the calls under way on the running stack will return to, the innermost first: at most `count` numbers of
   * 32 bits. Says how many. Called by the trap hook, it goes on with the stack that the trap ended.
   */
  stack_pcs(pcs: GuestPtr, count: Size): Result;
  /**
   * Says which function and line a return address stands for; for more than one when functions were inlined: `index` 0 is the
   * innermost. Writes line, offset in the function's code, length of the function's name, length of the file's name (32 bits
   * each), then both names as far as they fit, and says how long all is; -ENOENT (-44) when there is no such frame.
   */
  pc_frame(pc: I32, index: I32, buffer: GuestPtr, len: Size): Result;
  /**
   * Writes the frames of return addresses, but for the first `skip`, as Go prints them. Says how long the text is, of which at most
   * `len` bytes are written. Unexported functions of package runtime and functions that the compiler made are left out.
   */
  stack_text(pcs: GuestPtr, count: Size, skip: I32, buffer: GuestPtr, len: Size): Result;
}

/**
 * WASI preview 1, for files, arguments, environment, clocks and random numbers.
 * @module wasi_snapshot_preview1
 */
export interface WasiPreview1 {
  /** Writes the argument pointers and the texts they point to. */
  args_get(argv: GuestPtr, argv_buf: GuestPtr): Errno;
  /** Writes the number of arguments and the size of their texts. */
  args_sizes_get(argc: GuestPtr, argv_buf_size: GuestPtr): Errno;
  /** Writes the environment's pointers and texts. */
  environ_get(environ: GuestPtr, environ_buf: GuestPtr): Errno;
  /** Writes the number of environment entries and the size of their texts. */
  environ_sizes_get(count: GuestPtr, environ_buf_size: GuestPtr): Errno;
  /** Writes a clock's resolution in nanoseconds. */
  clock_res_get(clock: I32, resolution: GuestPtr): Errno;
  /** Writes a clock's time in nanoseconds; clock 0 is real time, 1 monotonic. */
  clock_time_get(clock: I32, precision: I64, time: GuestPtr): Errno;
  /** Announces how a file will be read. */
  fd_advise(fd: Fd, offset: I64, len: I64, advice: I32): Errno;
  /** Makes room for a range of a file. */
  fd_allocate(fd: Fd, offset: I64, len: I64): Errno;
  /** Closes a descriptor. */
  fd_close(fd: Fd): Errno;
  /** Flushes a file's data. */
  fd_datasync(fd: Fd): Errno;
  /** Writes a descriptor's type, flags and rights. */
  fd_fdstat_get(fd: Fd, stat: GuestPtr): Errno;
  /** Sets a descriptor's flags. */
  fd_fdstat_set_flags(fd: Fd, flags: I32): Errno;
  /** Narrows a descriptor's rights. */
  fd_fdstat_set_rights(fd: Fd, rights_base: I64, rights_inheriting: I64): Errno;
  /** Writes a file's attributes. */
  fd_filestat_get(fd: Fd, stat: GuestPtr): Errno;
  /** Sets a file's size. */
  fd_filestat_set_size(fd: Fd, size: I64): Errno;
  /** Sets a file's times. */
  fd_filestat_set_times(fd: Fd, atim: I64, mtim: I64, flags: I32): Errno;
  /** Reads at an offset without moving the file's position. */
  fd_pread(fd: Fd, iovs: GuestPtr, iovs_len: Size, offset: I64, nread: GuestPtr): Errno;
  /** Writes what a preopened descriptor is. */
  fd_prestat_get(fd: Fd, prestat: GuestPtr): Errno;
  /** Writes a preopened directory's guest path. */
  fd_prestat_dir_name(fd: Fd, path: GuestPtr, path_len: Size): Errno;
  /** Writes at an offset without moving the file's position. */
  fd_pwrite(fd: Fd, iovs: GuestPtr, iovs_len: Size, offset: I64, nwritten: GuestPtr): Errno;
  /** Reads from a file. */
  fd_read(fd: Fd, iovs: GuestPtr, iovs_len: Size, nread: GuestPtr): Errno;
  /** Reads directory entries from a cookie on. */
  fd_readdir(fd: Fd, buffer: GuestPtr, buffer_len: Size, cookie: I64, used: GuestPtr): Errno;
  /** Moves a descriptor to another number. */
  fd_renumber(fd: Fd, to: Fd): Errno;
  /** Moves a file's position. */
  fd_seek(fd: Fd, offset: I64, whence: I32, position: GuestPtr): Errno;
  /** Flushes a file's data and attributes. */
  fd_sync(fd: Fd): Errno;
  /** Writes a file's position. */
  fd_tell(fd: Fd, position: GuestPtr): Errno;
  /** Writes to a file. */
  fd_write(fd: Fd, iovs: GuestPtr, iovs_len: Size, nwritten: GuestPtr): Errno;
  /** Makes a directory. */
  path_create_directory(fd: Fd, path: GuestPtr, path_len: Size): Errno;
  /** Writes a file's attributes by path. */
  path_filestat_get(fd: Fd, flags: I32, path: GuestPtr, path_len: Size, stat: GuestPtr): Errno;
  /** Sets a file's times by path. */
  path_filestat_set_times(
    fd: Fd,
    flags: I32,
    path: GuestPtr,
    path_len: Size,
    atim: I64,
    mtim: I64,
    time_flags: I32,
  ): Errno;
  /** Makes a hard link. */
  path_link(
    old_fd: Fd,
    old_flags: I32,
    old_path: GuestPtr,
    old_path_len: Size,
    new_fd: Fd,
    new_path: GuestPtr,
    new_path_len: Size,
  ): Errno;
  /** Opens a file or directory below a directory descriptor. */
  path_open(
    fd: Fd,
    dir_flags: I32,
    path: GuestPtr,
    path_len: Size,
    open_flags: I32,
    rights_base: I64,
    rights_inheriting: I64,
    fd_flags: I32,
    opened: GuestPtr,
  ): Errno;
  /** Reads a symbolic link. */
  path_readlink(fd: Fd, path: GuestPtr, path_len: Size, buffer: GuestPtr, buffer_len: Size, used: GuestPtr): Errno;
  /** Removes an empty directory. */
  path_remove_directory(fd: Fd, path: GuestPtr, path_len: Size): Errno;
  /** Renames a file or directory. */
  path_rename(
    fd: Fd,
    old_path: GuestPtr,
    old_path_len: Size,
    new_fd: Fd,
    new_path: GuestPtr,
    new_path_len: Size,
  ): Errno;
  /** Makes a symbolic link. */
  path_symlink(old_path: GuestPtr, old_path_len: Size, fd: Fd, new_path: GuestPtr, new_path_len: Size): Errno;
  /** Removes a file. */
  path_unlink_file(fd: Fd, path: GuestPtr, path_len: Size): Errno;
  /** Waits for clocks and descriptors. */
  poll_oneoff(subscriptions: GuestPtr, events: GuestPtr, count: Size, nevents: GuestPtr): Errno;
  /** Ends the program with an exit code. */
  proc_exit(code: I32): void;
  /** Raises a signal in the program. */
  proc_raise(signal: I32): Errno;
  /** Gives other threads a turn. */
  sched_yield(): Errno;
  /** Fills a range with random bytes. */
  random_get(buffer: GuestPtr, len: Size): Errno;
  /** Takes a connection from a preopened socket. */
  sock_accept(fd: Fd, flags: I32, accepted: GuestPtr): Errno;
  /** Receives from a socket. */
  sock_recv(fd: Fd, iovs: GuestPtr, iovs_len: Size, flags: I32, nread: GuestPtr, out_flags: GuestPtr): Errno;
  /** Sends to a socket. */
  sock_send(fd: Fd, iovs: GuestPtr, iovs_len: Size, flags: I32, nwritten: GuestPtr): Errno;
  /** Ends one or both directions of a socket. */
  sock_shutdown(fd: Fd, how: I32): Errno;
}
