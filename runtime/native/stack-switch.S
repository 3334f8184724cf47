// The places where the runtime itself moves between stacks. Generated code moves by fx.ll's inline asm.
//
// Offsets in struct weft_stack (weft_abi.h): rsp 0, rbp 8, rip 16, parent 32, handlers 40, memo 56, bound 88, base 104.
// Offsets in weft_context (unwind.c): rip 0, rsp 8, rbp 16, rbx 24, r12 32, r13 40, r14 48, r15 56, rax 64, rdx 72, rsi 80.

	.text

// weft_cont_base: the return address at the bottom of each continuation's stack. Nothing returns here: entry thunks end in
// weft_fx_return. It is a mark for our unwinder, and its CFI lets a debugger walk on into the resumer: here
// [rsp] = the weft_stack, parent = [[rsp]+32], and the caller's rsp, rbp, rip are the parent's first three words.
	.p2align 4
	.type weft_cont_bottom, @function
weft_cont_bottom:
	.cfi_startproc
	.cfi_signal_frame // a debugger must accept that the next frame lies on another stack
	.cfi_escape 0x0f, 7, 0x77, 0, 0x06, 0x23, 32, 0x06, 0x06             // CFA = first word of *([rsp]+32)
	.cfi_escape 0x10, 16, 8, 0x77, 0, 0x06, 0x23, 32, 0x06, 0x23, 16     // rip at *([rsp]+32) + 16
	.cfi_escape 0x10, 6, 8, 0x77, 0, 0x06, 0x23, 32, 0x06, 0x23, 8       // rbp at *([rsp]+32) + 8
	nop
	.globl weft_cont_base
weft_cont_base:
	ud2
	.cfi_endproc
	.size weft_cont_bottom, . - weft_cont_bottom

// void weft_run_on(weft_stack *stack rdi, void (*fn)(void *) rsi, void *arg rdx)
// Runs fn on the stack as a root: its bottom return address is weft_root_base. Pushes all callee-saved
// registers and the values of weft_system_sp, weft_current and weft_wasm_sp, which nest: a host function may run wasm again.
// The collector finds them at the new weft_system_sp (struct outer in collect.c).
	.p2align 4
	.globl weft_run_on
	.type weft_run_on, @function
weft_run_on:
	.cfi_startproc
	pushq %rbp
	.cfi_def_cfa_offset 16
	.cfi_offset %rbp, -16
	movq %rsp, %rbp
	.cfi_def_cfa_register %rbp
	pushq %rbx
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	pushq weft_system_sp(%rip)
	pushq weft_current(%rip)
	pushq weft_wasm_sp(%rip)
	movq %rsp, weft_system_sp(%rip)
	movq %rdi, weft_current(%rip)
	movq $0, 32(%rdi) // no resumer, so nobody handles anything; a pooled stack remembers those of its last life
	movq $weft_no_handlers, 40(%rdi)
	movq $0, 56(%rdi)
	movq 104(%rdi), %rsp
	movq %rdx, %rdi
	xorl %ebp, %ebp
	.cfi_undefined %rip
	call *%rsi
	.globl weft_root_base
weft_root_base:
	movq weft_system_sp(%rip), %rsp
	popq weft_wasm_sp(%rip)
	popq weft_current(%rip)
	popq weft_system_sp(%rip)
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %rbx
	popq %rbp
	ret
	.cfi_endproc
	.size weft_run_on, . - weft_run_on

// Where a continuation with bound arguments goes on (continuation.c). Arrives like any resumption: rax = code, rdi = the
// stack, rsi rdx rcx r8 r9 = p0..p4. No register but rsp and rbp holds anything of the target's; its red zone does.
	.p2align 4
	.globl weft_bound_start
	.type weft_bound_start, @function
weft_bound_start:
	.cfi_startproc
	.cfi_undefined %rip
	movq 88(%rdi), %rbx
	testq %rax, %rax
	jnz 1f
	movq %rsp, %r12
	movq %rdi, %r13
	subq $176, %rsp
	andq $-16, %rsp
	movq %rsi, 0(%rsp)
	movq %rdx, 8(%rsp)
	movq %rcx, 16(%rsp)
	movq %r8, 24(%rsp)
	movq %r9, 32(%rsp)
	movq %rbx, %rdi
	movq %rsp, %rsi
	call weft_bound_merge
	movq 0(%rsp), %rsi
	movq 8(%rsp), %rdx
	movq 16(%rsp), %rcx
	movq 24(%rsp), %r8
	movq 32(%rsp), %r9
	movq %r13, %rdi
	movq %r12, %rsp
	movq %rax, %r11
	xorl %eax, %eax
	jmp *%r11
1:	movq $0, 8(%rbx) // resume_throw: the bound arguments are dropped
	jmp *0(%rbx)
	.cfi_endproc
	.size weft_bound_start, . - weft_bound_start

// void weft_throw(weft_exn *exn rdi), noreturn
// Saves the caller's callee-saved registers, looks for where the exception goes (weft_unwind, on the system stack)
// and goes there: a landing pad (rax = exn, rdx = selector) or a resumer (rax = -1, rsi = exn).
	.p2align 4
	.globl weft_throw
	.type weft_throw, @function
weft_throw:
	.cfi_startproc
	leaq weft_throw_context(%rip), %rsi
	movq (%rsp), %rax
	movq %rax, 0(%rsi)
	leaq 8(%rsp), %rax
	movq %rax, 8(%rsi)
	movq %rbp, 16(%rsi)
	movq %rbx, 24(%rsi)
	movq %r12, 32(%rsi)
	movq %r13, 40(%rsi)
	movq %r14, 48(%rsi)
	movq %r15, 56(%rsi)
	movq weft_system_sp(%rip), %rsp
	.cfi_undefined %rip
	call weft_unwind
	leaq weft_throw_context(%rip), %rcx
	movq 16(%rcx), %rbp
	movq 24(%rcx), %rbx
	movq 32(%rcx), %r12
	movq 40(%rcx), %r13
	movq 48(%rcx), %r14
	movq 56(%rcx), %r15
	movq 64(%rcx), %rax
	movq 72(%rcx), %rdx
	movq 80(%rcx), %rsi
	movq 8(%rcx), %rsp
	jmp *0(%rcx)
	.cfi_endproc
	.size weft_throw, . - weft_throw

// void weft_trap(int32_t code edi), noreturn
// From a wasm stack: moves to the system stack. From the system stack (a host function found the fault): stays there, the
// frames above are still needed for the backtrace.
	.p2align 4
	.globl weft_trap
	.type weft_trap, @function
weft_trap:
	.cfi_startproc
	movq (%rsp), %rsi
	decq %rsi // inside the call: it may be the function's last instruction
	movq %rbp, %rdx
	leaq 8(%rsp), %rcx
	movq weft_system_sp(%rip), %rax
	subq %rsp, %rax
	cmpq $(16 << 20), %rax // a little below weft_system_sp: a host call is under way
	jb 1f
	movq weft_system_sp(%rip), %rsp
1:	andq $-16, %rsp
	.cfi_undefined %rip
	call weft_trap_at
	ud2
	.cfi_endproc
	.size weft_trap, . - weft_trap

	.bss
	.p2align 3
	.globl weft_system_sp
weft_system_sp:
	.quad 0
	.globl weft_wasm_sp
weft_wasm_sp:
	.quad 0
	.globl weft_throw_context
weft_throw_context:
	.fill 11, 8, 0

	.section .note.GNU-stack, "", @progbits
