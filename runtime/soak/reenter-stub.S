// The stub of overflow.wat's host function.
#include "../native/host-call.h"

	.text
	HOST_STUB weft_call_soak_reenter, weft_host_soak_reenter

	.section .note.GNU-stack, "", @progbits
