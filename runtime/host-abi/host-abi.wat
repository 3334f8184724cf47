;; Generated from runtime/host-abi/host-abi.ts by `npm run generate`; do not edit.
;; Copy the imports that a hand-written module needs.
(module
  ;; Opens a listening TCP socket. `address` is the text of an IPv4 or IPv6 address, empty for all addresses; port 0 picks a free port.
  (import "weft_host" "tcp_listen" (func $weft_host.tcp_listen (param $address i32) (param $address_len i32) (param $port i32) (param $backlog i32) (result i32)))
  ;; Takes one waiting connection; -EAGAIN (-6) when there is none.
  (import "weft_host" "tcp_accept" (func $weft_host.tcp_accept (param $fd i32) (result i32)))
  ;; Starts to connect; the descriptor becomes writable when the attempt has ended.
  (import "weft_host" "tcp_connect" (func $weft_host.tcp_connect (param $address i32) (param $address_len i32) (param $port i32) (result i32)))
  ;; The outcome of tcp_connect once the descriptor is writable.
  (import "weft_host" "tcp_connect_result" (func $weft_host.tcp_connect_result (param $fd i32) (result i32)))
  ;; Reads at most `len` bytes; 0 at the end of the stream, -EAGAIN (-6) when nothing is there yet.
  (import "weft_host" "sock_recv" (func $weft_host.sock_recv (param $fd i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Writes at most `len` bytes and says how many; -EAGAIN (-6) when none fit now.
  (import "weft_host" "sock_send" (func $weft_host.sock_send (param $fd i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Ends reading (1), writing (2) or both (3).
  (import "weft_host" "sock_shutdown" (func $weft_host.sock_shutdown (param $fd i32) (param $how i32) (result i32)))
  ;; Closes the socket; its descriptor may be handed out again.
  (import "weft_host" "sock_close" (func $weft_host.sock_close (param $fd i32) (result i32)))
  ;; Writes the local address as text, "127.0.0.1:8080" or "[::1]:8080", and says its length.
  (import "weft_host" "sock_local_address" (func $weft_host.sock_local_address (param $fd i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Writes the peer's address as text, and says its length.
  (import "weft_host" "sock_peer_address" (func $weft_host.sock_peer_address (param $fd i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Opens a socket of a family (1 Unix, 4, 6) and a kind (1 stream, 2 datagrams, 5 packets in sequence).
  (import "weft_host" "sock_open" (func $weft_host.sock_open (param $family i32) (param $kind i32) (result i32)))
  ;; Gives the socket an address of its own.
  (import "weft_host" "sock_bind" (func $weft_host.sock_bind (param $fd i32) (param $address i32) (param $len i32) (result i32)))
  ;; Lets others connect to the socket; tcp_accept takes their connections.
  (import "weft_host" "sock_listen" (func $weft_host.sock_listen (param $fd i32) (param $backlog i32) (result i32)))
  ;; Starts to connect; EINPROGRESS (26) while it goes on, and tcp_connect_result tells how it ended.
  (import "weft_host" "sock_connect" (func $weft_host.sock_connect (param $fd i32) (param $address i32) (param $len i32) (result i32)))
  ;; Receives one message and writes where it is from, and the flags at `flags`: 1 it was longer than the buffer, 2 control data was dropped.
  (import "weft_host" "sock_recv_from" (func $weft_host.sock_recv_from (param $fd i32) (param $buffer i32) (param $len i32) (param $address i32) (param $address_len i32) (param $flags i32) (result i32)))
  ;; Sends one message to an address.
  (import "weft_host" "sock_send_to" (func $weft_host.sock_send_to (param $fd i32) (param $buffer i32) (param $len i32) (param $address i32) (param $address_len i32) (result i32)))
  ;; Writes the socket's own address (which 0) or its peer's (1) and says how long it is.
  (import "weft_host" "sock_address" (func $weft_host.sock_address (param $fd i32) (param $which i32) (param $address i32) (param $len i32) (result i32)))
  ;; Sets an option: 1 no delay, 2 keep alive, 3 seconds until the first probe, 4 seconds between probes, 5 probes, 6 seconds to linger on close (negative: not at all), 7 and 8 the sizes of the buffers for receiving and sending, 9 only IPv6, 10 take over an address in use, 11 broadcast, 12 multicasts come back to this machine.
  (import "weft_host" "sock_set_option" (func $weft_host.sock_set_option (param $fd i32) (param $option i32) (param $value i32) (result i32)))
  ;; Says what an option is: those of sock_set_option; 20 the family, 21 the kind, 22 whether the socket listens.
  (import "weft_host" "sock_get_option" (func $weft_host.sock_get_option (param $fd i32) (param $option i32) (result i32)))
  ;; Joins a multicast group on an interface (0: the system's choice).
  (import "weft_host" "sock_join_group" (func $weft_host.sock_join_group (param $fd i32) (param $address i32) (param $len i32) (param $index i32) (result i32)))
  ;; Another descriptor of the same socket.
  (import "weft_host" "sock_dup" (func $weft_host.sock_dup (param $fd i32) (result i32)))
  ;; Writes the machine's network interfaces as text and says how long it is: a line for each, with its number, the largest packet, flags (1 up, 2 broadcast, 4 loopback, 8 point to point, 16 multicast, 32 running), hardware address or "-", name, and its addresses as "192.0.2.1/24".
  (import "weft_host" "interfaces" (func $weft_host.interfaces (param $buffer i32) (param $len i32) (result i32)))
  ;; Looks a host name up and writes its addresses as text, one a line; says the length. Blocks the whole program.
  (import "weft_host" "resolve" (func $weft_host.resolve (param $name i32) (param $name_len i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Waits until an entry is ready or the time is over (timeout_ms < 0: no limit) and says how many are ready. `entries` is an array of {fd: i32, events: i16, revents: i16}; bits: 1 readable, 4 writable, 8 error, 16 hang-up, 32 not open. `fd` is a socket's, or 0 for standard input.
  (import "weft_host" "poll" (func $weft_host.poll (param $entries i32) (param $count i32) (param $timeout_ms i32) (result i32)))
  ;; From now on sets the 32-bit word at `flag` to 1 after every `interval_ms` milliseconds of computing (0: no longer), so that a scheduler can end the turn of a busy loop. Needs the native engine.
  (import "weft_host" "preempt_timer" (func $weft_host.preempt_timer (param $flag i32) (param $interval_ms i32) (result i32)))
  ;; Gives the memory of a range back to the system: afterwards it reads as zeroes and takes no room until it is written to. Both numbers are multiples of 4096. An error (-ENOTSUP, on engines that cannot) leaves the range as it was.
  (import "weft_host" "memory_release" (func $weft_host.memory_release (param $address i32) (param $len i32) (result i32)))
  ;; Writes where the calls under way on the running stack will return to, the innermost first: at most `count` numbers of 32 bits. Says how many. Called by the trap hook, it goes on with the stack that the trap ended.
  (import "weft_host" "stack_pcs" (func $weft_host.stack_pcs (param $pcs i32) (param $count i32) (result i32)))
  ;; Says which function and line a return address stands for; for more than one when functions were inlined: `index` 0 is the innermost. Writes line, offset in the function's code, length of the function's name, length of the file's name (32 bits each), then both names as far as they fit, and says how long all is; -ENOENT (-44) when there is no such frame.
  (import "weft_host" "pc_frame" (func $weft_host.pc_frame (param $pc i32) (param $index i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Writes the frames of return addresses, but for the first `skip`, as Go prints them. Says how long the text is, of which at most `len` bytes are written. Unexported functions of package runtime and functions that the compiler made are left out.
  (import "weft_host" "stack_text" (func $weft_host.stack_text (param $pcs i32) (param $count i32) (param $skip i32) (param $buffer i32) (param $len i32) (result i32)))
  ;; Writes the argument pointers and the texts they point to.
  (import "wasi_snapshot_preview1" "args_get" (func $wasi_snapshot_preview1.args_get (param $argv i32) (param $argv_buf i32) (result i32)))
  ;; Writes the number of arguments and the size of their texts.
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $wasi_snapshot_preview1.args_sizes_get (param $argc i32) (param $argv_buf_size i32) (result i32)))
  ;; Writes the environment's pointers and texts.
  (import "wasi_snapshot_preview1" "environ_get" (func $wasi_snapshot_preview1.environ_get (param $environ i32) (param $environ_buf i32) (result i32)))
  ;; Writes the number of environment entries and the size of their texts.
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $wasi_snapshot_preview1.environ_sizes_get (param $count i32) (param $environ_buf_size i32) (result i32)))
  ;; Writes a clock's resolution in nanoseconds.
  (import "wasi_snapshot_preview1" "clock_res_get" (func $wasi_snapshot_preview1.clock_res_get (param $clock i32) (param $resolution i32) (result i32)))
  ;; Writes a clock's time in nanoseconds; clock 0 is real time, 1 monotonic.
  (import "wasi_snapshot_preview1" "clock_time_get" (func $wasi_snapshot_preview1.clock_time_get (param $clock i32) (param $precision i64) (param $time i32) (result i32)))
  ;; Announces how a file will be read.
  (import "wasi_snapshot_preview1" "fd_advise" (func $wasi_snapshot_preview1.fd_advise (param $fd i32) (param $offset i64) (param $len i64) (param $advice i32) (result i32)))
  ;; Makes room for a range of a file.
  (import "wasi_snapshot_preview1" "fd_allocate" (func $wasi_snapshot_preview1.fd_allocate (param $fd i32) (param $offset i64) (param $len i64) (result i32)))
  ;; Closes a descriptor.
  (import "wasi_snapshot_preview1" "fd_close" (func $wasi_snapshot_preview1.fd_close (param $fd i32) (result i32)))
  ;; Flushes a file's data.
  (import "wasi_snapshot_preview1" "fd_datasync" (func $wasi_snapshot_preview1.fd_datasync (param $fd i32) (result i32)))
  ;; Writes a descriptor's type, flags and rights.
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $wasi_snapshot_preview1.fd_fdstat_get (param $fd i32) (param $stat i32) (result i32)))
  ;; Sets a descriptor's flags.
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $wasi_snapshot_preview1.fd_fdstat_set_flags (param $fd i32) (param $flags i32) (result i32)))
  ;; Narrows a descriptor's rights.
  (import "wasi_snapshot_preview1" "fd_fdstat_set_rights" (func $wasi_snapshot_preview1.fd_fdstat_set_rights (param $fd i32) (param $rights_base i64) (param $rights_inheriting i64) (result i32)))
  ;; Writes a file's attributes.
  (import "wasi_snapshot_preview1" "fd_filestat_get" (func $wasi_snapshot_preview1.fd_filestat_get (param $fd i32) (param $stat i32) (result i32)))
  ;; Sets a file's size.
  (import "wasi_snapshot_preview1" "fd_filestat_set_size" (func $wasi_snapshot_preview1.fd_filestat_set_size (param $fd i32) (param $size i64) (result i32)))
  ;; Sets a file's times.
  (import "wasi_snapshot_preview1" "fd_filestat_set_times" (func $wasi_snapshot_preview1.fd_filestat_set_times (param $fd i32) (param $atim i64) (param $mtim i64) (param $flags i32) (result i32)))
  ;; Reads at an offset without moving the file's position.
  (import "wasi_snapshot_preview1" "fd_pread" (func $wasi_snapshot_preview1.fd_pread (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $offset i64) (param $nread i32) (result i32)))
  ;; Writes what a preopened descriptor is.
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $wasi_snapshot_preview1.fd_prestat_get (param $fd i32) (param $prestat i32) (result i32)))
  ;; Writes a preopened directory's guest path.
  (import "wasi_snapshot_preview1" "fd_prestat_dir_name" (func $wasi_snapshot_preview1.fd_prestat_dir_name (param $fd i32) (param $path i32) (param $path_len i32) (result i32)))
  ;; Writes at an offset without moving the file's position.
  (import "wasi_snapshot_preview1" "fd_pwrite" (func $wasi_snapshot_preview1.fd_pwrite (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $offset i64) (param $nwritten i32) (result i32)))
  ;; Reads from a file.
  (import "wasi_snapshot_preview1" "fd_read" (func $wasi_snapshot_preview1.fd_read (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $nread i32) (result i32)))
  ;; Reads directory entries from a cookie on.
  (import "wasi_snapshot_preview1" "fd_readdir" (func $wasi_snapshot_preview1.fd_readdir (param $fd i32) (param $buffer i32) (param $buffer_len i32) (param $cookie i64) (param $used i32) (result i32)))
  ;; Moves a descriptor to another number.
  (import "wasi_snapshot_preview1" "fd_renumber" (func $wasi_snapshot_preview1.fd_renumber (param $fd i32) (param $to i32) (result i32)))
  ;; Moves a file's position.
  (import "wasi_snapshot_preview1" "fd_seek" (func $wasi_snapshot_preview1.fd_seek (param $fd i32) (param $offset i64) (param $whence i32) (param $position i32) (result i32)))
  ;; Flushes a file's data and attributes.
  (import "wasi_snapshot_preview1" "fd_sync" (func $wasi_snapshot_preview1.fd_sync (param $fd i32) (result i32)))
  ;; Writes a file's position.
  (import "wasi_snapshot_preview1" "fd_tell" (func $wasi_snapshot_preview1.fd_tell (param $fd i32) (param $position i32) (result i32)))
  ;; Writes to a file.
  (import "wasi_snapshot_preview1" "fd_write" (func $wasi_snapshot_preview1.fd_write (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $nwritten i32) (result i32)))
  ;; Makes a directory.
  (import "wasi_snapshot_preview1" "path_create_directory" (func $wasi_snapshot_preview1.path_create_directory (param $fd i32) (param $path i32) (param $path_len i32) (result i32)))
  ;; Writes a file's attributes by path.
  (import "wasi_snapshot_preview1" "path_filestat_get" (func $wasi_snapshot_preview1.path_filestat_get (param $fd i32) (param $flags i32) (param $path i32) (param $path_len i32) (param $stat i32) (result i32)))
  ;; Sets a file's times by path.
  (import "wasi_snapshot_preview1" "path_filestat_set_times" (func $wasi_snapshot_preview1.path_filestat_set_times (param $fd i32) (param $flags i32) (param $path i32) (param $path_len i32) (param $atim i64) (param $mtim i64) (param $time_flags i32) (result i32)))
  ;; Makes a hard link.
  (import "wasi_snapshot_preview1" "path_link" (func $wasi_snapshot_preview1.path_link (param $old_fd i32) (param $old_flags i32) (param $old_path i32) (param $old_path_len i32) (param $new_fd i32) (param $new_path i32) (param $new_path_len i32) (result i32)))
  ;; Opens a file or directory below a directory descriptor.
  (import "wasi_snapshot_preview1" "path_open" (func $wasi_snapshot_preview1.path_open (param $fd i32) (param $dir_flags i32) (param $path i32) (param $path_len i32) (param $open_flags i32) (param $rights_base i64) (param $rights_inheriting i64) (param $fd_flags i32) (param $opened i32) (result i32)))
  ;; Reads a symbolic link.
  (import "wasi_snapshot_preview1" "path_readlink" (func $wasi_snapshot_preview1.path_readlink (param $fd i32) (param $path i32) (param $path_len i32) (param $buffer i32) (param $buffer_len i32) (param $used i32) (result i32)))
  ;; Removes an empty directory.
  (import "wasi_snapshot_preview1" "path_remove_directory" (func $wasi_snapshot_preview1.path_remove_directory (param $fd i32) (param $path i32) (param $path_len i32) (result i32)))
  ;; Renames a file or directory.
  (import "wasi_snapshot_preview1" "path_rename" (func $wasi_snapshot_preview1.path_rename (param $fd i32) (param $old_path i32) (param $old_path_len i32) (param $new_fd i32) (param $new_path i32) (param $new_path_len i32) (result i32)))
  ;; Makes a symbolic link.
  (import "wasi_snapshot_preview1" "path_symlink" (func $wasi_snapshot_preview1.path_symlink (param $old_path i32) (param $old_path_len i32) (param $fd i32) (param $new_path i32) (param $new_path_len i32) (result i32)))
  ;; Removes a file.
  (import "wasi_snapshot_preview1" "path_unlink_file" (func $wasi_snapshot_preview1.path_unlink_file (param $fd i32) (param $path i32) (param $path_len i32) (result i32)))
  ;; Waits for clocks and descriptors.
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $wasi_snapshot_preview1.poll_oneoff (param $subscriptions i32) (param $events i32) (param $count i32) (param $nevents i32) (result i32)))
  ;; Ends the program with an exit code.
  (import "wasi_snapshot_preview1" "proc_exit" (func $wasi_snapshot_preview1.proc_exit (param $code i32)))
  ;; Raises a signal in the program.
  (import "wasi_snapshot_preview1" "proc_raise" (func $wasi_snapshot_preview1.proc_raise (param $signal i32) (result i32)))
  ;; Gives other threads a turn.
  (import "wasi_snapshot_preview1" "sched_yield" (func $wasi_snapshot_preview1.sched_yield (result i32)))
  ;; Fills a range with random bytes.
  (import "wasi_snapshot_preview1" "random_get" (func $wasi_snapshot_preview1.random_get (param $buffer i32) (param $len i32) (result i32)))
  ;; Takes a connection from a preopened socket.
  (import "wasi_snapshot_preview1" "sock_accept" (func $wasi_snapshot_preview1.sock_accept (param $fd i32) (param $flags i32) (param $accepted i32) (result i32)))
  ;; Receives from a socket.
  (import "wasi_snapshot_preview1" "sock_recv" (func $wasi_snapshot_preview1.sock_recv (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $flags i32) (param $nread i32) (param $out_flags i32) (result i32)))
  ;; Sends to a socket.
  (import "wasi_snapshot_preview1" "sock_send" (func $wasi_snapshot_preview1.sock_send (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $flags i32) (param $nwritten i32) (result i32)))
  ;; Ends one or both directions of a socket.
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $wasi_snapshot_preview1.sock_shutdown (param $fd i32) (param $how i32) (result i32)))
)
