// Stubs for the slow paths of the runtime, which want the system stack: they may use malloc, system calls, the collector.
// Those of the host functions are in host-stubs.S.
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

	.section .note.GNU-stack, "", @progbits
