// Stubs for everything generated code calls that wants the system stack: slow paths of the runtime (they may use malloc,
// system calls, the collector) and all host functions of host_abi.h.
#include "host-call.h"

	.text
	HOST_STUB weft_stack_take, weft_stack_take_slow
	HOST_STUB weft_stack_release, weft_stack_release_slow
	HOST_STUB weft_cell_take, weft_cell_take_slow
	HOST_STUB weft_cont_bind, weft_cont_bind_slow
	HOST_STUB weft_exn_new, weft_exn_new_slow
	HOST_STUB weft_object_new, weft_object_new_slow
	HOST_STUB weft_memory_grow, weft_memory_grow_slow
	HOST_STUB weft_table_grow, weft_table_grow_slow

.macro HOST module, name
	HOST_STUB weft_call_\module\()_\name, weft_host_\module\()_\name
.endm
.macro HOST_STACK module, name, n
	HOST_STUB_STACK weft_call_\module\()_\name, weft_host_\module\()_\name, \n
.endm

	HOST weft_host, tcp_listen
	HOST weft_host, tcp_accept
	HOST weft_host, tcp_connect
	HOST weft_host, tcp_connect_result
	HOST weft_host, sock_recv
	HOST weft_host, sock_send
	HOST weft_host, sock_shutdown
	HOST weft_host, sock_close
	HOST weft_host, sock_local_address
	HOST weft_host, sock_peer_address
	HOST weft_host, sock_open
	HOST weft_host, sock_bind
	HOST weft_host, sock_listen
	HOST weft_host, sock_connect
	HOST weft_host, sock_recv_from
	HOST weft_host, sock_send_to
	HOST weft_host, sock_address
	HOST weft_host, sock_set_option
	HOST weft_host, sock_get_option
	HOST weft_host, sock_join_group
	HOST weft_host, sock_dup
	HOST weft_host, interfaces
	HOST weft_host, resolve
	HOST weft_host, poll
	HOST weft_host, preempt_timer
	HOST weft_host, memory_release
	HOST weft_host, stack_pcs
	HOST weft_host, pc_frame
	HOST weft_host, stack_text
	HOST wasi_snapshot_preview1, args_get
	HOST wasi_snapshot_preview1, args_sizes_get
	HOST wasi_snapshot_preview1, environ_get
	HOST wasi_snapshot_preview1, environ_sizes_get
	HOST wasi_snapshot_preview1, clock_res_get
	HOST wasi_snapshot_preview1, clock_time_get
	HOST wasi_snapshot_preview1, fd_advise
	HOST wasi_snapshot_preview1, fd_allocate
	HOST wasi_snapshot_preview1, fd_close
	HOST wasi_snapshot_preview1, fd_datasync
	HOST wasi_snapshot_preview1, fd_fdstat_get
	HOST wasi_snapshot_preview1, fd_fdstat_set_flags
	HOST wasi_snapshot_preview1, fd_fdstat_set_rights
	HOST wasi_snapshot_preview1, fd_filestat_get
	HOST wasi_snapshot_preview1, fd_filestat_set_size
	HOST wasi_snapshot_preview1, fd_filestat_set_times
	HOST wasi_snapshot_preview1, fd_pread
	HOST wasi_snapshot_preview1, fd_prestat_get
	HOST wasi_snapshot_preview1, fd_prestat_dir_name
	HOST wasi_snapshot_preview1, fd_pwrite
	HOST wasi_snapshot_preview1, fd_read
	HOST wasi_snapshot_preview1, fd_readdir
	HOST wasi_snapshot_preview1, fd_renumber
	HOST wasi_snapshot_preview1, fd_seek
	HOST wasi_snapshot_preview1, fd_sync
	HOST wasi_snapshot_preview1, fd_tell
	HOST wasi_snapshot_preview1, fd_write
	HOST wasi_snapshot_preview1, path_create_directory
	HOST wasi_snapshot_preview1, path_filestat_get
	HOST_STACK wasi_snapshot_preview1, path_filestat_set_times, 1
	HOST_STACK wasi_snapshot_preview1, path_link, 1
	HOST_STACK wasi_snapshot_preview1, path_open, 3
	HOST wasi_snapshot_preview1, path_readlink
	HOST wasi_snapshot_preview1, path_remove_directory
	HOST wasi_snapshot_preview1, path_rename
	HOST wasi_snapshot_preview1, path_symlink
	HOST wasi_snapshot_preview1, path_unlink_file
	HOST wasi_snapshot_preview1, poll_oneoff
	HOST wasi_snapshot_preview1, proc_exit
	HOST wasi_snapshot_preview1, proc_raise
	HOST wasi_snapshot_preview1, sched_yield
	HOST wasi_snapshot_preview1, random_get
	HOST wasi_snapshot_preview1, sock_accept
	HOST wasi_snapshot_preview1, sock_recv
	HOST wasi_snapshot_preview1, sock_send
	HOST wasi_snapshot_preview1, sock_shutdown

	.section .note.GNU-stack, "", @progbits
