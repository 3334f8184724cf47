// Generated from runtime/host-abi/host-abi.ts by `npm run generate`; do not edit.

// Package host declares what the engine offers to a module.
package host

import "unsafe"

// TcpListen: Opens a listening TCP socket. `address` is the text of an IPv4 or IPv6 address, empty for all addresses; port 0 picks a free port.
//
//go:wasmimport weft_host tcp_listen
func TcpListen(address unsafe.Pointer, address_len uint32, port int32, backlog int32) int32

// TcpAccept: Takes one waiting connection; -EAGAIN (-6) when there is none.
//
//go:wasmimport weft_host tcp_accept
func TcpAccept(fd int32) int32

// TcpConnect: Starts to connect; the descriptor becomes writable when the attempt has ended.
//
//go:wasmimport weft_host tcp_connect
func TcpConnect(address unsafe.Pointer, address_len uint32, port int32) int32

// TcpConnectResult: The outcome of tcp_connect once the descriptor is writable.
//
//go:wasmimport weft_host tcp_connect_result
func TcpConnectResult(fd int32) int32

// SockRecv: Reads at most `len` bytes; 0 at the end of the stream, -EAGAIN (-6) when nothing is there yet.
//
//go:wasmimport weft_host sock_recv
func SockRecv(fd int32, buffer unsafe.Pointer, len uint32) int32

// SockSend: Writes at most `len` bytes and says how many; -EAGAIN (-6) when none fit now.
//
//go:wasmimport weft_host sock_send
func SockSend(fd int32, buffer unsafe.Pointer, len uint32) int32

// SockShutdown: Ends reading (1), writing (2) or both (3).
//
//go:wasmimport weft_host sock_shutdown
func SockShutdown(fd int32, how int32) int32

// SockClose: Closes the socket; its descriptor may be handed out again.
//
//go:wasmimport weft_host sock_close
func SockClose(fd int32) int32

// SockLocalAddress: Writes the local address as text, "127.0.0.1:8080" or "[::1]:8080", and says its length.
//
//go:wasmimport weft_host sock_local_address
func SockLocalAddress(fd int32, buffer unsafe.Pointer, len uint32) int32

// SockPeerAddress: Writes the peer's address as text, and says its length.
//
//go:wasmimport weft_host sock_peer_address
func SockPeerAddress(fd int32, buffer unsafe.Pointer, len uint32) int32

// SockOpen: Opens a socket of a family (1 Unix, 4, 6) and a kind (1 stream, 2 datagrams, 5 packets in sequence).
//
//go:wasmimport weft_host sock_open
func SockOpen(family int32, kind int32) int32

// SockBind: Gives the socket an address of its own.
//
//go:wasmimport weft_host sock_bind
func SockBind(fd int32, address unsafe.Pointer, len uint32) int32

// SockListen: Lets others connect to the socket; tcp_accept takes their connections.
//
//go:wasmimport weft_host sock_listen
func SockListen(fd int32, backlog int32) int32

// SockConnect: Starts to connect; EINPROGRESS (26) while it goes on, and tcp_connect_result tells how it ended.
//
//go:wasmimport weft_host sock_connect
func SockConnect(fd int32, address unsafe.Pointer, len uint32) int32

// SockRecvFrom: Receives one message and writes where it is from, and the flags at `flags`: 1 it was longer than the buffer, 2 control data was dropped.
//
//go:wasmimport weft_host sock_recv_from
func SockRecvFrom(fd int32, buffer unsafe.Pointer, len uint32, address unsafe.Pointer, address_len uint32, flags unsafe.Pointer) int32

// SockSendTo: Sends one message to an address.
//
//go:wasmimport weft_host sock_send_to
func SockSendTo(fd int32, buffer unsafe.Pointer, len uint32, address unsafe.Pointer, address_len uint32) int32

// SockAddress: Writes the socket's own address (which 0) or its peer's (1) and says how long it is.
//
//go:wasmimport weft_host sock_address
func SockAddress(fd int32, which int32, address unsafe.Pointer, len uint32) int32

// SockSetOption: Sets an option: 1 no delay, 2 keep alive, 3 seconds until the first probe, 4 seconds between probes, 5 probes, 6 seconds to linger on close (negative: not at all), 7 and 8 the sizes of the buffers for receiving and sending, 9 only IPv6, 10 take over an address in use, 11 broadcast, 12 multicasts come back to this machine.
//
//go:wasmimport weft_host sock_set_option
func SockSetOption(fd int32, option int32, value int32) int32

// SockGetOption: Says what an option is: those of sock_set_option; 20 the family, 21 the kind, 22 whether the socket listens.
//
//go:wasmimport weft_host sock_get_option
func SockGetOption(fd int32, option int32) int32

// SockJoinGroup: Joins a multicast group on an interface (0: the system's choice).
//
//go:wasmimport weft_host sock_join_group
func SockJoinGroup(fd int32, address unsafe.Pointer, len uint32, index int32) int32

// SockDup: Another descriptor of the same socket.
//
//go:wasmimport weft_host sock_dup
func SockDup(fd int32) int32

// Interfaces: Writes the machine's network interfaces as text and says how long it is: a line for each, with its number, the largest packet, flags (1 up, 2 broadcast, 4 loopback, 8 point to point, 16 multicast, 32 running), hardware address or "-", name, and its addresses as "192.0.2.1/24".
//
//go:wasmimport weft_host interfaces
func Interfaces(buffer unsafe.Pointer, len uint32) int32

// Resolve: Looks a host name up and writes its addresses as text, one a line; says the length. Blocks the whole program.
//
//go:wasmimport weft_host resolve
func Resolve(name unsafe.Pointer, name_len uint32, buffer unsafe.Pointer, len uint32) int32

// Poll: Waits until an entry is ready or the time is over (timeout_ms < 0: no limit) and says how many are ready. `entries` is an array of {fd: i32, events: i16, revents: i16}; bits: 1 readable, 4 writable, 8 error, 16 hang-up, 32 not open. `fd` is a socket's, or 0 for standard input.
//
//go:wasmimport weft_host poll
func Poll(entries unsafe.Pointer, count uint32, timeout_ms int32) int32

// PreemptTimer: From now on sets the 32-bit word at `flag` to 1 after every `interval_ms` milliseconds of computing (0: no longer), so that a scheduler can end the turn of a busy loop. Needs the native engine.
//
//go:wasmimport weft_host preempt_timer
func PreemptTimer(flag unsafe.Pointer, interval_ms int32) int32

// MemoryRelease: Gives the memory of a range back to the system: afterwards it reads as zeroes and takes no room until it is written to. Both numbers are multiples of 4096. An error (-ENOTSUP, on engines that cannot) leaves the range as it was.
//
//go:wasmimport weft_host memory_release
func MemoryRelease(address unsafe.Pointer, len uint32) int32

// StackPcs: Writes where the calls under way on the running stack will return to, the innermost first: at most `count` numbers of 32 bits. Says how many. Called by the trap hook, it goes on with the stack that the trap ended.
//
//go:wasmimport weft_host stack_pcs
func StackPcs(pcs unsafe.Pointer, count uint32) int32

// PcFrame: Says which function and line a return address stands for; for more than one when functions were inlined: `index` 0 is the innermost. Writes line, offset in the function's code, length of the function's name, length of the file's name (32 bits each), then both names as far as they fit, and says how long all is; -ENOENT (-44) when there is no such frame.
//
//go:wasmimport weft_host pc_frame
func PcFrame(pc int32, index int32, buffer unsafe.Pointer, len uint32) int32

// StackText: Writes the frames of return addresses, but for the first `skip`, as Go prints them. Says how long the text is, of which at most `len` bytes are written. Unexported functions of package runtime and functions that the compiler made are left out.
//
//go:wasmimport weft_host stack_text
func StackText(pcs unsafe.Pointer, count uint32, skip int32, buffer unsafe.Pointer, len uint32) int32

// WasiArgsGet: Writes the argument pointers and the texts they point to.
//
//go:wasmimport wasi_snapshot_preview1 args_get
func WasiArgsGet(argv unsafe.Pointer, argv_buf unsafe.Pointer) int32

// WasiArgsSizesGet: Writes the number of arguments and the size of their texts.
//
//go:wasmimport wasi_snapshot_preview1 args_sizes_get
func WasiArgsSizesGet(argc unsafe.Pointer, argv_buf_size unsafe.Pointer) int32

// WasiEnvironGet: Writes the environment's pointers and texts.
//
//go:wasmimport wasi_snapshot_preview1 environ_get
func WasiEnvironGet(environ unsafe.Pointer, environ_buf unsafe.Pointer) int32

// WasiEnvironSizesGet: Writes the number of environment entries and the size of their texts.
//
//go:wasmimport wasi_snapshot_preview1 environ_sizes_get
func WasiEnvironSizesGet(count unsafe.Pointer, environ_buf_size unsafe.Pointer) int32

// WasiClockResGet: Writes a clock's resolution in nanoseconds.
//
//go:wasmimport wasi_snapshot_preview1 clock_res_get
func WasiClockResGet(clock int32, resolution unsafe.Pointer) int32

// WasiClockTimeGet: Writes a clock's time in nanoseconds; clock 0 is real time, 1 monotonic.
//
//go:wasmimport wasi_snapshot_preview1 clock_time_get
func WasiClockTimeGet(clock int32, precision int64, time unsafe.Pointer) int32

// WasiFdAdvise: Announces how a file will be read.
//
//go:wasmimport wasi_snapshot_preview1 fd_advise
func WasiFdAdvise(fd int32, offset int64, len int64, advice int32) int32

// WasiFdAllocate: Makes room for a range of a file.
//
//go:wasmimport wasi_snapshot_preview1 fd_allocate
func WasiFdAllocate(fd int32, offset int64, len int64) int32

// WasiFdClose: Closes a descriptor.
//
//go:wasmimport wasi_snapshot_preview1 fd_close
func WasiFdClose(fd int32) int32

// WasiFdDatasync: Flushes a file's data.
//
//go:wasmimport wasi_snapshot_preview1 fd_datasync
func WasiFdDatasync(fd int32) int32

// WasiFdFdstatGet: Writes a descriptor's type, flags and rights.
//
//go:wasmimport wasi_snapshot_preview1 fd_fdstat_get
func WasiFdFdstatGet(fd int32, stat unsafe.Pointer) int32

// WasiFdFdstatSetFlags: Sets a descriptor's flags.
//
//go:wasmimport wasi_snapshot_preview1 fd_fdstat_set_flags
func WasiFdFdstatSetFlags(fd int32, flags int32) int32

// WasiFdFdstatSetRights: Narrows a descriptor's rights.
//
//go:wasmimport wasi_snapshot_preview1 fd_fdstat_set_rights
func WasiFdFdstatSetRights(fd int32, rights_base int64, rights_inheriting int64) int32

// WasiFdFilestatGet: Writes a file's attributes.
//
//go:wasmimport wasi_snapshot_preview1 fd_filestat_get
func WasiFdFilestatGet(fd int32, stat unsafe.Pointer) int32

// WasiFdFilestatSetSize: Sets a file's size.
//
//go:wasmimport wasi_snapshot_preview1 fd_filestat_set_size
func WasiFdFilestatSetSize(fd int32, size int64) int32

// WasiFdFilestatSetTimes: Sets a file's times.
//
//go:wasmimport wasi_snapshot_preview1 fd_filestat_set_times
func WasiFdFilestatSetTimes(fd int32, atim int64, mtim int64, flags int32) int32

// WasiFdPread: Reads at an offset without moving the file's position.
//
//go:wasmimport wasi_snapshot_preview1 fd_pread
func WasiFdPread(fd int32, iovs unsafe.Pointer, iovs_len uint32, offset int64, nread unsafe.Pointer) int32

// WasiFdPrestatGet: Writes what a preopened descriptor is.
//
//go:wasmimport wasi_snapshot_preview1 fd_prestat_get
func WasiFdPrestatGet(fd int32, prestat unsafe.Pointer) int32

// WasiFdPrestatDirName: Writes a preopened directory's guest path.
//
//go:wasmimport wasi_snapshot_preview1 fd_prestat_dir_name
func WasiFdPrestatDirName(fd int32, path unsafe.Pointer, path_len uint32) int32

// WasiFdPwrite: Writes at an offset without moving the file's position.
//
//go:wasmimport wasi_snapshot_preview1 fd_pwrite
func WasiFdPwrite(fd int32, iovs unsafe.Pointer, iovs_len uint32, offset int64, nwritten unsafe.Pointer) int32

// WasiFdRead: Reads from a file.
//
//go:wasmimport wasi_snapshot_preview1 fd_read
func WasiFdRead(fd int32, iovs unsafe.Pointer, iovs_len uint32, nread unsafe.Pointer) int32

// WasiFdReaddir: Reads directory entries from a cookie on.
//
//go:wasmimport wasi_snapshot_preview1 fd_readdir
func WasiFdReaddir(fd int32, buffer unsafe.Pointer, buffer_len uint32, cookie int64, used unsafe.Pointer) int32

// WasiFdRenumber: Moves a descriptor to another number.
//
//go:wasmimport wasi_snapshot_preview1 fd_renumber
func WasiFdRenumber(fd int32, to int32) int32

// WasiFdSeek: Moves a file's position.
//
//go:wasmimport wasi_snapshot_preview1 fd_seek
func WasiFdSeek(fd int32, offset int64, whence int32, position unsafe.Pointer) int32

// WasiFdSync: Flushes a file's data and attributes.
//
//go:wasmimport wasi_snapshot_preview1 fd_sync
func WasiFdSync(fd int32) int32

// WasiFdTell: Writes a file's position.
//
//go:wasmimport wasi_snapshot_preview1 fd_tell
func WasiFdTell(fd int32, position unsafe.Pointer) int32

// WasiFdWrite: Writes to a file.
//
//go:wasmimport wasi_snapshot_preview1 fd_write
func WasiFdWrite(fd int32, iovs unsafe.Pointer, iovs_len uint32, nwritten unsafe.Pointer) int32

// WasiPathCreateDirectory: Makes a directory.
//
//go:wasmimport wasi_snapshot_preview1 path_create_directory
func WasiPathCreateDirectory(fd int32, path unsafe.Pointer, path_len uint32) int32

// WasiPathFilestatGet: Writes a file's attributes by path.
//
//go:wasmimport wasi_snapshot_preview1 path_filestat_get
func WasiPathFilestatGet(fd int32, flags int32, path unsafe.Pointer, path_len uint32, stat unsafe.Pointer) int32

// WasiPathFilestatSetTimes: Sets a file's times by path.
//
//go:wasmimport wasi_snapshot_preview1 path_filestat_set_times
func WasiPathFilestatSetTimes(fd int32, flags int32, path unsafe.Pointer, path_len uint32, atim int64, mtim int64, time_flags int32) int32

// WasiPathLink: Makes a hard link.
//
//go:wasmimport wasi_snapshot_preview1 path_link
func WasiPathLink(old_fd int32, old_flags int32, old_path unsafe.Pointer, old_path_len uint32, new_fd int32, new_path unsafe.Pointer, new_path_len uint32) int32

// WasiPathOpen: Opens a file or directory below a directory descriptor.
//
//go:wasmimport wasi_snapshot_preview1 path_open
func WasiPathOpen(fd int32, dir_flags int32, path unsafe.Pointer, path_len uint32, open_flags int32, rights_base int64, rights_inheriting int64, fd_flags int32, opened unsafe.Pointer) int32

// WasiPathReadlink: Reads a symbolic link.
//
//go:wasmimport wasi_snapshot_preview1 path_readlink
func WasiPathReadlink(fd int32, path unsafe.Pointer, path_len uint32, buffer unsafe.Pointer, buffer_len uint32, used unsafe.Pointer) int32

// WasiPathRemoveDirectory: Removes an empty directory.
//
//go:wasmimport wasi_snapshot_preview1 path_remove_directory
func WasiPathRemoveDirectory(fd int32, path unsafe.Pointer, path_len uint32) int32

// WasiPathRename: Renames a file or directory.
//
//go:wasmimport wasi_snapshot_preview1 path_rename
func WasiPathRename(fd int32, old_path unsafe.Pointer, old_path_len uint32, new_fd int32, new_path unsafe.Pointer, new_path_len uint32) int32

// WasiPathSymlink: Makes a symbolic link.
//
//go:wasmimport wasi_snapshot_preview1 path_symlink
func WasiPathSymlink(old_path unsafe.Pointer, old_path_len uint32, fd int32, new_path unsafe.Pointer, new_path_len uint32) int32

// WasiPathUnlinkFile: Removes a file.
//
//go:wasmimport wasi_snapshot_preview1 path_unlink_file
func WasiPathUnlinkFile(fd int32, path unsafe.Pointer, path_len uint32) int32

// WasiPollOneoff: Waits for clocks and descriptors.
//
//go:wasmimport wasi_snapshot_preview1 poll_oneoff
func WasiPollOneoff(subscriptions unsafe.Pointer, events unsafe.Pointer, count uint32, nevents unsafe.Pointer) int32

// WasiProcExit: Ends the program with an exit code.
//
//go:wasmimport wasi_snapshot_preview1 proc_exit
func WasiProcExit(code int32)

// WasiProcRaise: Raises a signal in the program.
//
//go:wasmimport wasi_snapshot_preview1 proc_raise
func WasiProcRaise(signal int32) int32

// WasiSchedYield: Gives other threads a turn.
//
//go:wasmimport wasi_snapshot_preview1 sched_yield
func WasiSchedYield() int32

// WasiRandomGet: Fills a range with random bytes.
//
//go:wasmimport wasi_snapshot_preview1 random_get
func WasiRandomGet(buffer unsafe.Pointer, len uint32) int32

// WasiSockAccept: Takes a connection from a preopened socket.
//
//go:wasmimport wasi_snapshot_preview1 sock_accept
func WasiSockAccept(fd int32, flags int32, accepted unsafe.Pointer) int32

// WasiSockRecv: Receives from a socket.
//
//go:wasmimport wasi_snapshot_preview1 sock_recv
func WasiSockRecv(fd int32, iovs unsafe.Pointer, iovs_len uint32, flags int32, nread unsafe.Pointer, out_flags unsafe.Pointer) int32

// WasiSockSend: Sends to a socket.
//
//go:wasmimport wasi_snapshot_preview1 sock_send
func WasiSockSend(fd int32, iovs unsafe.Pointer, iovs_len uint32, flags int32, nwritten unsafe.Pointer) int32

// WasiSockShutdown: Ends one or both directions of a socket.
//
//go:wasmimport wasi_snapshot_preview1 sock_shutdown
func WasiSockShutdown(fd int32, how int32) int32
