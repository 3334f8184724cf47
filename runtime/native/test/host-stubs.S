// The stub of the test's own host function (growth.c).
#include "../host-call.h"

	.text
	HOST_STUB weft_call_test_reenter, test_reenter

	.section .note.GNU-stack, "", @progbits
