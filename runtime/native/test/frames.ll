; Deep recursion as generated code has it: no address of a local is ever taken, big frames are probed. Entry thunks with and
; without a suspension at the bottom.
%weft.event = type { i64, i8*, i64, i64, i64, i64, i64 }
%func = type { i8*, i64, i8* }

@yield = external dso_local global i8
@deep_pointer = internal global i64 (i64)* @deep
@deep_ref = dso_local constant %func { i8* bitcast (i64 (i64)* @deep to i8*), i64 2, i8* null }
@deep_yield_pointer = internal global i64 (i64)* @deep_yield
@deep_yield_ref = dso_local constant %func { i8* bitcast (i64 (i64)* @deep_yield to i8*), i64 2, i8* null }
@deep_throw_pointer = internal global i64 (i64)* @deep_throw
@deep_throw_ref = dso_local constant %func { i8* bitcast (i64 (i64)* @deep_throw to i8*), i64 2, i8* null }
@big_frame_ref = dso_local constant %func { i8* bitcast (i64 (i64)* @big_frame to i8*), i64 2, i8* null }
@medium_frames_ref = dso_local constant %func { i8* bitcast (i64 (i64)* @medium_frames to i8*), i64 2, i8* null }

declare { i8*, i64 } @weft_fx_cont_new(i8*, i8*)
declare i8* @weft_fx_enter(i8*)
declare void @weft_fx_return(i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_suspend(i8*, i64, i64, i64, i64, i64)
declare void @weft_throw(i8*) noreturn
declare i8* @deep_exception()

define { i8*, i64 } @deep_new(i8* %func) #0 {
  %k = call { i8*, i64 } @weft_fx_cont_new(i8* %func, i8* bitcast (void (i8*, i64, i64, i64, i64, i64)* @deep_entry to i8*))
  ret { i8*, i64 } %k
}

define void @deep_entry(i8* %self, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) #0 {
  %f = call i8* @weft_fx_enter(i8* %self)
  %fp = bitcast i8* %f to i64 (i64)**
  %code = load i64 (i64)*, i64 (i64)** %fp
  %r = call i64 %code(i64 %p0)
  call void @weft_fx_return(i64 %r, i64 undef, i64 undef, i64 undef, i64 undef)
  unreachable
}

; n + n-1 + ... + 1 + 0, with values live across the call in registers and in the frame.
define dso_local i64 @deep(i64 %n) #0 {
  %zero = icmp eq i64 %n, 0
  br i1 %zero, label %end, label %more
end:
  ret i64 0
more:
  %m = sub i64 %n, 1
  %a = mul i64 %n, 3
  %b = xor i64 %n, 5
  %f = load volatile i64 (i64)*, i64 (i64)** @deep_pointer ; so that it stays a recursion
  %below = call i64 %f(i64 %m)
  %c = mul i64 %below, 1
  %s0 = add i64 %c, %n
  %s1 = add i64 %s0, %a
  %s2 = add i64 %s1, %b
  %t0 = sub i64 %s2, %a
  %bb = xor i64 %n, 5
  %t1 = sub i64 %t0, %bb
  ret i64 %t1
}

; The same; suspends at the bottom and adds what comes back.
define dso_local i64 @deep_yield(i64 %n) #0 {
  %zero = icmp eq i64 %n, 0
  br i1 %zero, label %end, label %more
end:
  %e = call %weft.event @weft_fx_suspend(i8* @yield, i64 1, i64 undef, i64 undef, i64 undef, i64 undef)
  %code = extractvalue %weft.event %e, 0
  %plain = icmp eq i64 %code, 0
  %p = extractvalue %weft.event %e, 2
  br i1 %plain, label %ok, label %raise
raise:
  %x = inttoptr i64 %p to i8*
  call void @weft_throw(i8* %x)
  unreachable
ok:
  ret i64 %p
more:
  %m = sub i64 %n, 1
  %f = load volatile i64 (i64)*, i64 (i64)** @deep_yield_pointer ; so that it stays a recursion
  %below = call i64 %f(i64 %m)
  %s = add i64 %below, %n
  ret i64 %s
}

; Throws at the bottom.
define dso_local i64 @deep_throw(i64 %n) #0 {
  %zero = icmp eq i64 %n, 0
  br i1 %zero, label %end, label %more
end:
  %x = call i8* @deep_exception()
  call void @weft_throw(i8* %x)
  unreachable
more:
  %m = sub i64 %n, 1
  %f = load volatile i64 (i64)*, i64 (i64)** @deep_throw_pointer ; so that it stays a recursion
  %below = call i64 %f(i64 %m)
  %s = add i64 %below, %n
  ret i64 %s
}

; A frame of 300 KiB, probed by a loop.
define dso_local i64 @big_frame(i64 %n) #0 {
  %a = alloca [307200 x i8], align 16
  %p = getelementptr [307200 x i8], [307200 x i8]* %a, i64 0, i64 %n
  store volatile i8 7, i8* %p
  %v = load volatile i8, i8* %p
  %r = zext i8 %v to i64
  ret i64 %r
}

; 10 KiB each, two probes one after the other.
define dso_local i64 @medium_frames(i64 %n) #0 {
entry:
  %a = alloca [10000 x i8], align 16
  %p = getelementptr [10000 x i8], [10000 x i8]* %a, i64 0, i64 5000
  store volatile i8 1, i8* %p
  %end = icmp eq i64 %n, 0
  br i1 %end, label %out, label %down
down:
  %m = sub i64 %n, 1
  %below = call i64 @medium_frames(i64 %m)
  br label %out
out:
  %sum = phi i64 [ 0, %entry ], [ %below, %down ]
  %r = add i64 %sum, 1
  ret i64 %r
}

attributes #0 = { "frame-pointer"="all" "probe-stack"="inline-asm" noinline uwtable }
