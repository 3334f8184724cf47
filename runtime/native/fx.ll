; The stack-switching primitives: weft_abi.h says what each takes and gives, and the registers at a switch.
; Every function here is alwaysinline; the file is part of each generated module, with one of the linearity-*.ll in the
; marked place: they say what a reference to a continuation is (%weft.ref), how one is used up and how one is made.
;
; A switch is one inline asm. It stores rsp, rbp and the address of its own label 1 into the weft_stack it leaves, loads
; them from the one it enters and ends in `jmp *`: a `ret` would miss the return predictor each time. All registers that are
; not outputs are clobbered, so LLVM spills what is live and nothing else. No push: the red zone stays intact. The callee-saved
; registers are cleared: functions there push them, and what the other stack had in them would look like references
; from this stack to the collector (each generator would hold the one before it).
;
;   resume, switch: rdi = stack entered (and what a fresh one's entry thunk gets as `self`), r10 = stack left
;   suspend:        rdi = stack left (the leaf of the new continuation),                     r10 = stack entered
;   return:         r10 = stack entered
;   r11 = scratch

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

%weft.handler = type { i8*, i64 }
;                     rsp  rbp  rip  revision parent        handlers        top           memo func next_free     release slot bound low base big memo2
%weft.stack = type { i8*, i8*, i8*, i64, %weft.stack*, %weft.handler*, %weft.stack*, i8*, i8*, %weft.stack*, i32, i32, i8*, i8*, i8*, i64, i8* }
%weft.event = type { i64, i8*, i64, i64, i64, i64, i64 }
%weft.regs = type { i64, i64, i64, i64, i64, i64, i64, i64 }

@weft_current = external dso_local global %weft.stack*
@weft_free = external dso_local global %weft.stack*

declare dso_local void @weft_trap(i32) cold noreturn nounwind nomerge
declare dso_local %weft.stack* @weft_stack_take() nounwind
declare dso_local void @weft_stack_release(%weft.stack*) nounwind
declare dso_local void @weft_cont_bind(%weft.stack*, i64*, i64, i64) nounwind
declare dso_local { %weft.stack*, i64 } @weft_find_handler(%weft.stack*, i8*) nounwind

;;; linearity

; Takes a pooled stack and makes it a fresh continuation of `func`, to be started at `entry`.
define linkonce_odr hidden %weft.ref @weft_fx_cont_new(i8* %func, i8* %entry) alwaysinline nounwind {
  %is_null = icmp eq i8* %func, null
  br i1 %is_null, label %null, label %checked, !prof !1
null:
  call void @weft_trap(i32 263)
  unreachable
checked:
  %head = load %weft.stack*, %weft.stack** @weft_free
  %empty = icmp eq %weft.stack* %head, null
  br i1 %empty, label %slow, label %fast, !prof !1
fast:
  %next_p = getelementptr %weft.stack, %weft.stack* %head, i64 0, i32 9
  %next = load %weft.stack*, %weft.stack** %next_p
  store %weft.stack* %next, %weft.stack** @weft_free
  br label %init
slow:
  %taken = call %weft.stack* @weft_stack_take()
  br label %init
init:
  %s = phi %weft.stack* [ %head, %fast ], [ %taken, %slow ]
  %s8 = bitcast %weft.stack* %s to i8*
  %sp = getelementptr i8, i8* %s8, i64 -24
  %rsp_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 0
  store i8* %sp, i8** %rsp_p
  %rip_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 2
  store i8* %entry, i8** %rip_p
  %top_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 6
  store %weft.stack* %s, %weft.stack** %top_p
  %memo_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 7
  store i8* null, i8** %memo_p
  %memo2_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 16
  store i8* null, i8** %memo2_p
  %func_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 8
  store i8* %func, i8** %func_p
  %ref = call %weft.ref @weft_fx_reference(i8* %s8)
  ret %weft.ref %ref
}

; First thing in an entry thunk: the function to call. The stack is no longer fresh.
define linkonce_odr hidden i8* @weft_fx_enter(i8* %self) alwaysinline nounwind {
  %s = bitcast i8* %self to %weft.stack*
  %func_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 8
  %func = load i8*, i8** %func_p
  store i8* null, i8** %func_p
  ret i8* %func
}

; Last thing in an entry thunk: pools the stack and hands the results to the resumer. The frame below stays intact until the
; next stack is taken, so p4 may point into it.
define linkonce_odr hidden void @weft_fx_return(i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) alwaysinline noreturn nounwind {
  %s = load %weft.stack*, %weft.stack** @weft_current
  %parent_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 4
  %parent = load %weft.stack*, %weft.stack** %parent_p
  %release_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 10
  %release = load i32, i32* %release_p
  %special = icmp ne i32 %release, 0
  br i1 %special, label %slow, label %fast, !prof !1
fast:
  %head = load %weft.stack*, %weft.stack** @weft_free
  %next_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 9
  store %weft.stack* %head, %weft.stack** %next_p
  store %weft.stack* %s, %weft.stack** @weft_free
  br label %go
slow:
  call void @weft_stack_release(%weft.stack* %s)
  br label %go
go:
  store %weft.stack* %parent, %weft.stack** @weft_current
  call void asm sideeffect "movq 0($0), %rsp\0A\09movq 8($0), %rbp\0A\09xorl %eax, %eax\0A\09xorl %ebx, %ebx\0A\09xorl %r12d, %r12d\0A\09xorl %r13d, %r13d\0A\09xorl %r14d, %r14d\0A\09xorl %r15d, %r15d\0A\09jmpq *16($0)", "{r10},{rsi},{rdx},{rcx},{r8},{r9},~{rax},~{memory},~{flags}"(%weft.stack* %parent, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4)
  unreachable
}

; Makes k's chain run on top of `cur` under the resume site's clauses.
define linkonce_odr hidden %weft.stack* @weft_fx_attach(%weft.stack* %k, i8* %handlers) alwaysinline nounwind {
  %cur = load %weft.stack*, %weft.stack** @weft_current
  %list = bitcast i8* %handlers to %weft.handler*
  %top_p = getelementptr %weft.stack, %weft.stack* %k, i64 0, i32 6
  %top = load %weft.stack*, %weft.stack** %top_p
  %parent_p = getelementptr %weft.stack, %weft.stack* %top, i64 0, i32 4
  store %weft.stack* %cur, %weft.stack** %parent_p
  %handlers_p = getelementptr %weft.stack, %weft.stack* %top, i64 0, i32 5
  store %weft.handler* %list, %weft.handler** %handlers_p
  store %weft.stack* %k, %weft.stack** @weft_current
  ret %weft.stack* %cur
}

; Leaves stack %cur for %k (rdi = k).
define linkonce_odr hidden %weft.event @weft_fx_go(%weft.stack* %cur, %weft.stack* %k, i64 %code, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) alwaysinline nounwind {
  %r = call %weft.regs asm sideeffect "leaq 1f(%rip), %r11\0A\09movq %rsp, 0(%r10)\0A\09movq %rbp, 8(%r10)\0A\09movq %r11, 16(%r10)\0A\09movq 0(%rdi), %rsp\0A\09movq 8(%rdi), %rbp\0A\09xorl %ebx, %ebx\0A\09xorl %r12d, %r12d\0A\09xorl %r13d, %r13d\0A\09xorl %r14d, %r14d\0A\09xorl %r15d, %r15d\0A\09jmpq *16(%rdi)\0A1:", "={rax},={rdi},={rsi},={rdx},={rcx},={r8},={r9},={r10},0,1,2,3,4,5,6,7,~{rbx},~{r11},~{r12},~{r13},~{r14},~{r15},~{xmm0},~{xmm1},~{xmm2},~{xmm3},~{xmm4},~{xmm5},~{xmm6},~{xmm7},~{xmm8},~{xmm9},~{xmm10},~{xmm11},~{xmm12},~{xmm13},~{xmm14},~{xmm15},~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %code, %weft.stack* %k, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4, %weft.stack* %cur)
  %e = call %weft.event @weft_fx_event(%weft.regs %r)
  ret %weft.event %e
}

define linkonce_odr hidden %weft.event @weft_fx_event(%weft.regs %r) alwaysinline nounwind {
  %code = extractvalue %weft.regs %r, 0
  %leaf = extractvalue %weft.regs %r, 1
  %leaf_p = inttoptr i64 %leaf to i8*
  %p0 = extractvalue %weft.regs %r, 2
  %p1 = extractvalue %weft.regs %r, 3
  %p2 = extractvalue %weft.regs %r, 4
  %p3 = extractvalue %weft.regs %r, 5
  %p4 = extractvalue %weft.regs %r, 6
  %e0 = insertvalue %weft.event undef, i64 %code, 0
  %e1 = insertvalue %weft.event %e0, i8* %leaf_p, 1
  %e2 = insertvalue %weft.event %e1, i64 %p0, 2
  %e3 = insertvalue %weft.event %e2, i64 %p1, 3
  %e4 = insertvalue %weft.event %e3, i64 %p2, 4
  %e5 = insertvalue %weft.event %e4, i64 %p3, 5
  %e6 = insertvalue %weft.event %e5, i64 %p4, 6
  ret %weft.event %e6
}

define linkonce_odr hidden %weft.event @weft_fx_resume(%weft.ref %ref, i8* %handlers, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) alwaysinline nounwind {
  %k = call %weft.stack* @weft_fx_use(%weft.ref %ref)
  %cur = call %weft.stack* @weft_fx_attach(%weft.stack* %k, i8* %handlers)
  %e = call %weft.event @weft_fx_go(%weft.stack* %cur, %weft.stack* %k, i64 0, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4)
  ret %weft.event %e
}

; A fresh continuation is pooled without being entered; the event is then the exception itself.
define linkonce_odr hidden %weft.event @weft_fx_resume_throw(%weft.ref %ref, i8* %handlers, i8* %exn) alwaysinline nounwind {
  %k = call %weft.stack* @weft_fx_use(%weft.ref %ref)
  %x = ptrtoint i8* %exn to i64
  %func_p = getelementptr %weft.stack, %weft.stack* %k, i64 0, i32 8
  %func = load i8*, i8** %func_p
  %fresh = icmp ne i8* %func, null
  br i1 %fresh, label %raise, label %enter
raise:
  call void @weft_stack_release(%weft.stack* %k)
  %e0 = insertvalue %weft.event undef, i64 -1, 0
  %e1 = insertvalue %weft.event %e0, i64 %x, 2
  ret %weft.event %e1
enter:
  %cur = call %weft.stack* @weft_fx_attach(%weft.stack* %k, i8* %handlers)
  %e = call %weft.event @weft_fx_go(%weft.stack* %cur, %weft.stack* %k, i64 -1, i64 %x, i64 undef, i64 undef, i64 undef, i64 undef)
  ret %weft.event %e
}

; Finds the stack whose handler list has `key` and the clause's code; leaves the memo in %cur. Here: the stack where the same
; search ended the last time, then the stack itself, the first clause each; the others are for C.
define linkonce_odr hidden { %weft.stack*, i64 } @weft_fx_capture(%weft.stack* %cur, i8* %key) alwaysinline nounwind {
entry:
  %memo_p = getelementptr %weft.stack, %weft.stack* %cur, i64 0, i32 7
  %memo = load i8*, i8** %memo_p
  %top_p = getelementptr %weft.stack, %weft.stack* %cur, i64 0, i32 6
  %remembered = load %weft.stack*, %weft.stack** %top_p
  %same = icmp eq i8* %memo, %key
  br i1 %same, label %again, label %new, !prof !0
again:
  %list_p = getelementptr %weft.stack, %weft.stack* %remembered, i64 0, i32 5
  %list = load %weft.handler*, %weft.handler** %list_p
  %key0_p = getelementptr %weft.handler, %weft.handler* %list, i64 0, i32 0
  %key0 = load i8*, i8** %key0_p
  %hit0 = icmp eq i8* %key0, %key
  br i1 %hit0, label %found, label %search, !prof !0
new:
  %own_p = getelementptr %weft.stack, %weft.stack* %cur, i64 0, i32 5
  %own = load %weft.handler*, %weft.handler** %own_p
  %key1_p = getelementptr %weft.handler, %weft.handler* %own, i64 0, i32 0
  %key1 = load i8*, i8** %key1_p
  %hit1 = icmp eq i8* %key1, %key
  br i1 %hit1, label %first, label %search, !prof !0
first:
  store %weft.stack* %cur, %weft.stack** %top_p
  store i8* %key, i8** %memo_p
  %memo2_p = getelementptr %weft.stack, %weft.stack* %cur, i64 0, i32 16
  store i8* null, i8** %memo2_p
  br label %found
search:
  %r = call { %weft.stack*, i64 } @weft_find_handler(%weft.stack* %cur, i8* %key)
  ret { %weft.stack*, i64 } %r
found:
  %top = phi %weft.stack* [ %remembered, %again ], [ %cur, %first ]
  %clauses = phi %weft.handler* [ %list, %again ], [ %own, %first ]
  %code_p = getelementptr %weft.handler, %weft.handler* %clauses, i64 0, i32 1
  %code = load i64, i64* %code_p
  %f0 = insertvalue { %weft.stack*, i64 } undef, %weft.stack* %top, 0
  %f1 = insertvalue { %weft.stack*, i64 } %f0, i64 %code, 1
  ret { %weft.stack*, i64 } %f1
}

define linkonce_odr hidden %weft.event @weft_fx_suspend(i8* %tag, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) alwaysinline nounwind {
  %cur = load %weft.stack*, %weft.stack** @weft_current
  %found = call { %weft.stack*, i64 } @weft_fx_capture(%weft.stack* %cur, i8* %tag)
  %top = extractvalue { %weft.stack*, i64 } %found, 0
  %code = extractvalue { %weft.stack*, i64 } %found, 1
  %parent_p = getelementptr %weft.stack, %weft.stack* %top, i64 0, i32 4
  %parent = load %weft.stack*, %weft.stack** %parent_p
  store %weft.stack* %parent, %weft.stack** @weft_current
  %r = call %weft.regs asm sideeffect "leaq 1f(%rip), %r11\0A\09movq %rsp, 0(%rdi)\0A\09movq %rbp, 8(%rdi)\0A\09movq %r11, 16(%rdi)\0A\09movq 0(%r10), %rsp\0A\09movq 8(%r10), %rbp\0A\09xorl %ebx, %ebx\0A\09xorl %r12d, %r12d\0A\09xorl %r13d, %r13d\0A\09xorl %r14d, %r14d\0A\09xorl %r15d, %r15d\0A\09jmpq *16(%r10)\0A1:", "={rax},={rdi},={rsi},={rdx},={rcx},={r8},={r9},={r10},0,1,2,3,4,5,6,7,~{rbx},~{r11},~{r12},~{r13},~{r14},~{r15},~{xmm0},~{xmm1},~{xmm2},~{xmm3},~{xmm4},~{xmm5},~{xmm6},~{xmm7},~{xmm8},~{xmm9},~{xmm10},~{xmm11},~{xmm12},~{xmm13},~{xmm14},~{xmm15},~{memory},~{dirflag},~{fpsr},~{flags}"(i64 %code, %weft.stack* %cur, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4, %weft.stack* %parent)
  %e = call %weft.event @weft_fx_event(%weft.regs %r)
  ret %weft.event %e
}

; The present stack as the continuation that the next switch will make of it.
define linkonce_odr hidden %weft.ref @weft_fx_self() alwaysinline nounwind {
  %cur = load %weft.stack*, %weft.stack** @weft_current
  %cur8 = bitcast %weft.stack* %cur to i8*
  %ref = call %weft.ref @weft_fx_reference(i8* %cur8)
  ret %weft.ref %ref
}

; cont.bind: `count` more arguments for the continuation, `remaining` are still to come.
define linkonce_odr hidden %weft.ref @weft_fx_bind(%weft.ref %ref, i64* %slots, i64 %count, i64 %remaining) alwaysinline nounwind {
  %k = call %weft.stack* @weft_fx_use(%weft.ref %ref)
  call void @weft_cont_bind(%weft.stack* %k, i64* %slots, i64 %count, i64 %remaining)
  %k8 = bitcast %weft.stack* %k to i8*
  %bound = call %weft.ref @weft_fx_reference(i8* %k8)
  ret %weft.ref %bound
}

; The chain cur..top is cut below its resumer and k's chain takes its place there, under the same clauses.
define linkonce_odr hidden %weft.event @weft_fx_switch(i8* %tag, %weft.ref %ref, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) alwaysinline nounwind {
  %key = getelementptr i8, i8* %tag, i64 1
  %k = call %weft.stack* @weft_fx_use(%weft.ref %ref)
  %cur = load %weft.stack*, %weft.stack** @weft_current
  %found = call { %weft.stack*, i64 } @weft_fx_capture(%weft.stack* %cur, i8* %key)
  %top = extractvalue { %weft.stack*, i64 } %found, 0
  %parent_p = getelementptr %weft.stack, %weft.stack* %top, i64 0, i32 4
  %parent = load %weft.stack*, %weft.stack** %parent_p
  %handlers_p = getelementptr %weft.stack, %weft.stack* %top, i64 0, i32 5
  %handlers = load %weft.handler*, %weft.handler** %handlers_p
  %ktop_p = getelementptr %weft.stack, %weft.stack* %k, i64 0, i32 6
  %ktop = load %weft.stack*, %weft.stack** %ktop_p
  %kparent_p = getelementptr %weft.stack, %weft.stack* %ktop, i64 0, i32 4
  store %weft.stack* %parent, %weft.stack** %kparent_p
  %khandlers_p = getelementptr %weft.stack, %weft.stack* %ktop, i64 0, i32 5
  store %weft.handler* %handlers, %weft.handler** %khandlers_p
  store %weft.stack* %k, %weft.stack** @weft_current
  %e = call %weft.event @weft_fx_go(%weft.stack* %cur, %weft.stack* %k, i64 0, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4)
  ret %weft.event %e
}

!0 = !{!"branch_weights", i32 2000, i32 1}
!1 = !{!"branch_weights", i32 1, i32 2000}
