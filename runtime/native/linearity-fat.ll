; Linearity, the default: a reference is {stack, revision}. Using it compares the revision with the stack's and adds one to it.
; A reference handed out has the present revision, which none had before. Nothing is allocated; a reference takes two words.

%weft.ref = type { i8*, i64 }

; Checks a reference and uses it up.
define linkonce_odr hidden %weft.stack* @weft_fx_use(%weft.ref %ref) alwaysinline nounwind {
  %k8 = extractvalue %weft.ref %ref, 0
  %rev = extractvalue %weft.ref %ref, 1
  %is_null = icmp eq i8* %k8, null
  br i1 %is_null, label %null, label %some, !prof !1
null:
  call void @weft_trap(i32 519)
  unreachable
some:
  %k = bitcast i8* %k8 to %weft.stack*
  %rev_p = getelementptr %weft.stack, %weft.stack* %k, i64 0, i32 3
  %now = load i64, i64* %rev_p
  %stale = icmp ne i64 %now, %rev
  br i1 %stale, label %consumed, label %ok, !prof !1
consumed:
  call void @weft_trap(i32 11)
  unreachable
ok:
  %bumped = add i64 %rev, 1
  store i64 %bumped, i64* %rev_p
  ret %weft.stack* %k
}

; The reference to a continuation that has none.
define linkonce_odr hidden %weft.ref @weft_fx_reference(i8* %leaf) alwaysinline nounwind {
  %s = bitcast i8* %leaf to %weft.stack*
  %rev_p = getelementptr %weft.stack, %weft.stack* %s, i64 0, i32 3
  %rev = load i64, i64* %rev_p
  %r0 = insertvalue %weft.ref undef, i8* %leaf, 0
  %r1 = insertvalue %weft.ref %r0, i64 %rev, 1
  ret %weft.ref %r1
}
