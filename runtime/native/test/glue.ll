; C-callable forms of fx.ll's primitives, so that the tests can be written in C: each is one inlined primitive.
%weft.event = type { i64, i8*, i64, i64, i64, i64, i64 }

declare { i8*, i64 } @weft_fx_cont_new(i8*, i8*)
declare i8* @weft_fx_enter(i8*)
declare void @weft_fx_return(i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_resume({ i8*, i64 }, i8*, i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_resume_throw({ i8*, i64 }, i8*, i8*)
declare %weft.event @weft_fx_suspend(i8*, i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_switch(i8*, { i8*, i64 }, i64, i64, i64, i64, i64)
declare { i8*, i64 } @weft_fx_self()
declare { i8*, i64 } @weft_fx_bind({ i8*, i64 }, i64*, i64, i64)
declare void @weft_throw(i8*)
declare i32 @weft_personality(...)

; A continuation's function in C: void f(uint64_t slots[5]), arguments in, results out.
define void @glue_entry(i8* %self, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) uwtable {
  %slots = alloca [5 x i64]
  %a0 = getelementptr [5 x i64], [5 x i64]* %slots, i64 0, i64 0
  %a1 = getelementptr [5 x i64], [5 x i64]* %slots, i64 0, i64 1
  %a2 = getelementptr [5 x i64], [5 x i64]* %slots, i64 0, i64 2
  %a3 = getelementptr [5 x i64], [5 x i64]* %slots, i64 0, i64 3
  %a4 = getelementptr [5 x i64], [5 x i64]* %slots, i64 0, i64 4
  store i64 %p0, i64* %a0
  store i64 %p1, i64* %a1
  store i64 %p2, i64* %a2
  store i64 %p3, i64* %a3
  store i64 %p4, i64* %a4
  %f = call i8* @weft_fx_enter(i8* %self)
  %code = bitcast i8* %f to void (i64*)**
  %fn = load void (i64*)*, void (i64*)** %code
  call void %fn(i64* %a0)
  %r0 = load i64, i64* %a0
  %r1 = load i64, i64* %a1
  %r2 = load i64, i64* %a2
  %r3 = load i64, i64* %a3
  %r4 = load i64, i64* %a4
  call void @weft_fx_return(i64 %r0, i64 %r1, i64 %r2, i64 %r3, i64 %r4)
  unreachable
}

define { i8*, i64 } @glue_cont_new(i8* %func) uwtable {
  %k = call { i8*, i64 } @weft_fx_cont_new(i8* %func, i8* bitcast (void (i8*, i64, i64, i64, i64, i64)* @glue_entry to i8*))
  ret { i8*, i64 } %k
}

define void @glue_resume(%weft.event* %out, i8* %k, i64 %rev, i8* %handlers, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) uwtable {
  %ref0 = insertvalue { i8*, i64 } undef, i8* %k, 0
  %ref = insertvalue { i8*, i64 } %ref0, i64 %rev, 1
  %e = call %weft.event @weft_fx_resume({ i8*, i64 } %ref, i8* %handlers, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4)
  store %weft.event %e, %weft.event* %out
  ret void
}

; k's arguments so far and `count` more; gives the new reference.
define { i8*, i64 } @glue_bind(i8* %k, i64 %rev, i64* %slots, i64 %count, i64 %remaining) uwtable {
  %ref0 = insertvalue { i8*, i64 } undef, i8* %k, 0
  %ref = insertvalue { i8*, i64 } %ref0, i64 %rev, 1
  %r = call { i8*, i64 } @weft_fx_bind({ i8*, i64 } %ref, i64* %slots, i64 %count, i64 %remaining)
  ret { i8*, i64 } %r
}

define void @glue_resume_throw(%weft.event* %out, i8* %k, i64 %rev, i8* %handlers, i8* %exn) uwtable {
  %ref0 = insertvalue { i8*, i64 } undef, i8* %k, 0
  %ref = insertvalue { i8*, i64 } %ref0, i64 %rev, 1
  %e = call %weft.event @weft_fx_resume_throw({ i8*, i64 } %ref, i8* %handlers, i8* %exn)
  store %weft.event %e, %weft.event* %out
  ret void
}

; Throws here when resumed by resume_throw.
define void @glue_suspend(%weft.event* %out, i8* %tag, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) uwtable {
  %e = call %weft.event @weft_fx_suspend(i8* %tag, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4)
  %code = extractvalue %weft.event %e, 0
  %plain = icmp eq i64 %code, 0
  br i1 %plain, label %ok, label %raise
raise:
  %x = extractvalue %weft.event %e, 2
  %exn = inttoptr i64 %x to i8*
  call void @weft_throw(i8* %exn)
  unreachable
ok:
  store %weft.event %e, %weft.event* %out
  ret void
}

; p0 is passed on; p1, p2 become the continuation of the one who switches.
define void @glue_switch(%weft.event* %out, i8* %tag, i8* %k, i64 %rev, i64 %p0) uwtable {
  %self = call { i8*, i64 } @weft_fx_self()
  %s0 = extractvalue { i8*, i64 } %self, 0
  %s1 = extractvalue { i8*, i64 } %self, 1
  %sp = ptrtoint i8* %s0 to i64
  %ref0 = insertvalue { i8*, i64 } undef, i8* %k, 0
  %ref = insertvalue { i8*, i64 } %ref0, i64 %rev, 1
  %e = call %weft.event @weft_fx_switch(i8* %tag, { i8*, i64 } %ref, i64 %p0, i64 %sp, i64 %s1, i64 undef, i64 undef)
  %code = extractvalue %weft.event %e, 0
  %plain = icmp eq i64 %code, 0
  br i1 %plain, label %ok, label %raise
raise:
  %x = extractvalue %weft.event %e, 2
  %exn = inttoptr i64 %x to i8*
  call void @weft_throw(i8* %exn)
  unreachable
ok:
  store %weft.event %e, %weft.event* %out
  ret void
}

; Calls f(arg); returns the exception that came out, or null.
define i8* @glue_try(void (i8*)* %f, i8* %arg) uwtable personality i8* bitcast (i32 (...)* @weft_personality to i8*) {
  invoke void %f(i8* %arg) to label %ok unwind label %pad
ok:
  ret i8* null
pad:
  %lp = landingpad { i8*, i32 } catch i8* null
  %exn = extractvalue { i8*, i32 } %lp, 0
  ret i8* %exn
}

define void @glue_throw(i8* %exn) uwtable noreturn {
  call void @weft_throw(i8* %exn)
  unreachable
}
