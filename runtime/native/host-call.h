// Assembly macros for stubs that run a C function on the thread's system stack.
//
//   HOST_STUB stub, function            up to six integer arguments (and floats in xmm0-7)
//   HOST_STUB_STACK stub, function, n   n more arguments on the stack
//
// A stub keeps all argument registers, notes where the wasm stack stopped (for the collector) and leaves a normal frame: rbp points at the
// saved rbp and the return address, so unwinding and backtraces cross from the system stack to the wasm stack.

.macro HOST_STUB stub, function
	.p2align 4
	.globl \stub
	.type \stub, @function
\stub:
	.cfi_startproc
	pushq %rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq %rsp, %rbp
	movq %rsp, weft_wasm_sp(%rip)
	.cfi_def_cfa_register %rbp
	movq weft_system_sp(%rip), %rsp
	call \function
	movq %rbp, %rsp
	popq %rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size \stub, . - \stub
.endm

// The stack arguments are pushed again on the system stack, last first; weft_system_sp is aligned to 16.
.macro HOST_STUB_STACK stub, function, n
	.p2align 4
	.globl \stub
	.type \stub, @function
\stub:
	.cfi_startproc
	pushq %rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq %rsp, %rbp
	movq %rsp, weft_wasm_sp(%rip)
	.cfi_def_cfa_register %rbp
	movq weft_system_sp(%rip), %rsp
	.if (\n) & 1
	pushq $0
	.endif
	.set i, (\n)
	.rept (\n)
	.set i, i - 1
	pushq (16 + 8 * i)(%rbp)
	.endr
	call \function
	movq %rbp, %rsp
	popq %rbp
	.cfi_def_cfa %rsp, 8
	ret
	.cfi_endproc
	.size \stub, . - \stub
.endm
