; The cost of a suspend and resume pair, as generated code would do it: a generator of i64 and a loop that adds them up.
%weft.event = type { i64, i8*, i64, i64, i64, i64, i64 }
%weft.handler = type { i8*, i64 }
%tag = type { i8*, i64 }
%func = type { i8*, i64, i8* }
@pair_tag = dso_local global %tag zeroinitializer
@pair_clauses = internal constant [2 x %weft.handler] [ %weft.handler { i8* bitcast (%tag* @pair_tag to i8*), i64 1 }, %weft.handler zeroinitializer ]
@pair_generator_ref = internal constant %func { i8* bitcast (void (i64)* @pair_generator to i8*), i64 1, i8* null }
@pair_empty_ref = internal constant %func { i8* bitcast (void (i64)* @pair_empty to i8*), i64 1, i8* null }
@pair_switch_tag = dso_local global %tag zeroinitializer
@pair_switch_clauses = internal constant [2 x %weft.handler] [ %weft.handler { i8* getelementptr (i8, i8* bitcast (%tag* @pair_switch_tag to i8*), i64 1), i64 0 }, %weft.handler zeroinitializer ]
@pair_switcher_ref = internal constant %func { i8* bitcast (void (i64)* @pair_switcher to i8*), i64 1, i8* null }

declare { i8*, i64 } @weft_fx_cont_new(i8*, i8*)
declare i8* @weft_fx_enter(i8*)
declare void @weft_fx_return(i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_resume({ i8*, i64 }, i8*, i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_suspend(i8*, i64, i64, i64, i64, i64)
declare %weft.event @weft_fx_switch(i8*, { i8*, i64 }, i64, i64, i64, i64, i64)
declare { i8*, i64 } @weft_fx_self()
declare { i8*, i64 } @weft_fx_reference(i8*)
declare void @weft_throw(i8*) noreturn

; Yields 0, 1, ... n-1.
define dso_local void @pair_generator(i64 %n) noinline {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i1, %next ]
  %e = call %weft.event @weft_fx_suspend(i8* bitcast (%tag* @pair_tag to i8*), i64 %i, i64 undef, i64 undef, i64 undef, i64 undef)
  %mode = extractvalue %weft.event %e, 0
  %bad = icmp ne i64 %mode, 0
  br i1 %bad, label %throw, label %next
throw:
  %x = extractvalue %weft.event %e, 2
  %xp = inttoptr i64 %x to i8*
  call void @weft_throw(i8* %xp)
  unreachable
next:
  %i1 = add i64 %i, 1
  %more = icmp ult i64 %i1, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}

define dso_local void @pair_empty(i64 %n) noinline {
  ret void
}

define dso_local void @pair_entry(i8* %self, i64 %p0, i64 %p1, i64 %p2, i64 %p3, i64 %p4) uwtable {
  %f = call i8* @weft_fx_enter(i8* %self)
  %fp = bitcast i8* %f to void (i64)**
  %code = load void (i64)*, void (i64)** %fp
  call void %code(i64 %p0)
  call void @weft_fx_return(i64 undef, i64 undef, i64 undef, i64 undef, i64 undef)
  unreachable
}

; The sum of what a generator of n numbers yields.
define dso_local i64 @pair_sum(i64 %n) noinline {
entry:
  %k = call { i8*, i64 } @weft_fx_cont_new(i8* bitcast (%func* @pair_generator_ref to i8*), i8* bitcast (void (i8*, i64, i64, i64, i64, i64)* @pair_entry to i8*))
  br label %loop
loop:
  %c = phi { i8*, i64 } [ %k, %entry ], [ %again, %yielded ]
  %sum = phi i64 [ 0, %entry ], [ %sum1, %yielded ]
  %e = call %weft.event @weft_fx_resume({ i8*, i64 } %c, i8* bitcast ([2 x %weft.handler]* @pair_clauses to i8*), i64 %n, i64 undef, i64 undef, i64 undef, i64 undef)
  %code = extractvalue %weft.event %e, 0
  switch i64 %code, label %throw [ i64 0, label %done i64 1, label %yielded ]
yielded:
  %leaf = extractvalue %weft.event %e, 1
  %again = call { i8*, i64 } @weft_fx_reference(i8* %leaf)
  %v = extractvalue %weft.event %e, 2
  %sum1 = add i64 %sum, %v
  br label %loop
throw:
  %x = extractvalue %weft.event %e, 2
  %xp = inttoptr i64 %x to i8*
  call void @weft_throw(i8* %xp)
  unreachable
done:
  ret i64 %sum
}

; Creates and finishes n continuations of an empty function; returns how many ended normally.
define dso_local i64 @pair_create(i64 %n) noinline {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i1, %next ]
  %k = call { i8*, i64 } @weft_fx_cont_new(i8* bitcast (%func* @pair_empty_ref to i8*), i8* bitcast (void (i8*, i64, i64, i64, i64, i64)* @pair_entry to i8*))
  %e = call %weft.event @weft_fx_resume({ i8*, i64 } %k, i8* bitcast ([2 x %weft.handler]* @pair_clauses to i8*), i64 undef, i64 undef, i64 undef, i64 undef, i64 undef)
  %code = extractvalue %weft.event %e, 0
  %bad = icmp ne i64 %code, 0
  br i1 %bad, label %done, label %next
next:
  %i1 = add i64 %i, 1
  %more = icmp ult i64 %i1, %n
  br i1 %more, label %loop, label %done
done:
  %count = phi i64 [ %i, %loop ], [ %i1, %next ]
  ret i64 %count
}

; Switches n times to the continuation it was handed at its start (p0 = n, p1, p2 = the continuation).
define dso_local void @pair_switcher(i64 %n) noinline {
  ret void
}

define dso_local void @pair_switch_entry(i8* %self, i64 %n, i64 %k, i64 %rev, i64 %p3, i64 %p4) uwtable {
entry:
  %f = call i8* @weft_fx_enter(i8* %self)
  %none = icmp eq i64 %k, 0
  br i1 %none, label %start, label %loop
start:
  ; the first one makes its partner and switches to it
  %partner = call { i8*, i64 } @weft_fx_cont_new(i8* bitcast (%func* @pair_switcher_ref to i8*), i8* bitcast (void (i8*, i64, i64, i64, i64, i64)* @pair_switch_entry to i8*))
  %partner0 = extractvalue { i8*, i64 } %partner, 0
  %partner1 = extractvalue { i8*, i64 } %partner, 1
  %pp = ptrtoint i8* %partner0 to i64
  br label %loop
loop:
  %m = phi i64 [ %n, %entry ], [ %n, %start ], [ %m1, %next ]
  %to = phi i64 [ %k, %entry ], [ %pp, %start ], [ %to1, %next ]
  %to_rev = phi i64 [ %rev, %entry ], [ %partner1, %start ], [ %to_rev1, %next ]
  %end = icmp eq i64 %m, 0
  br i1 %end, label %done, label %go
go:
  %m0 = sub i64 %m, 1
  %to_p = inttoptr i64 %to to i8*
  %me = call { i8*, i64 } @weft_fx_self()
  %me0 = extractvalue { i8*, i64 } %me, 0
  %me1 = extractvalue { i8*, i64 } %me, 1
  %mep = ptrtoint i8* %me0 to i64
  %to_ref0 = insertvalue { i8*, i64 } undef, i8* %to_p, 0
  %to_ref = insertvalue { i8*, i64 } %to_ref0, i64 %to_rev, 1
  %e = call %weft.event @weft_fx_switch(i8* bitcast (%tag* @pair_switch_tag to i8*), { i8*, i64 } %to_ref, i64 %m0, i64 %mep, i64 %me1, i64 undef, i64 undef)
  %mode = extractvalue %weft.event %e, 0
  %bad = icmp ne i64 %mode, 0
  br i1 %bad, label %throw, label %next
throw:
  %x = extractvalue %weft.event %e, 2
  %xp = inttoptr i64 %x to i8*
  call void @weft_throw(i8* %xp)
  unreachable
next:
  %m1 = extractvalue %weft.event %e, 2
  %to1 = extractvalue %weft.event %e, 3
  %to_rev1 = extractvalue %weft.event %e, 4
  br label %loop
done:
  call void @weft_fx_return(i64 42, i64 undef, i64 undef, i64 undef, i64 undef)
  unreachable
}

; n switches to and fro between two continuations; 42 when the last one returned.
define dso_local i64 @pair_switch(i64 %n) noinline {
  %k = call { i8*, i64 } @weft_fx_cont_new(i8* bitcast (%func* @pair_switcher_ref to i8*), i8* bitcast (void (i8*, i64, i64, i64, i64, i64)* @pair_switch_entry to i8*))
  %e = call %weft.event @weft_fx_resume({ i8*, i64 } %k, i8* bitcast ([2 x %weft.handler]* @pair_switch_clauses to i8*), i64 %n, i64 0, i64 0, i64 undef, i64 undef)
  %r = extractvalue %weft.event %e, 2
  ret i64 %r
}
