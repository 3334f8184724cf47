; No linearity check: a reference is the stack. Using it twice is undefined. For programs that are known to be right.

%weft.ref = type i8*

define linkonce_odr hidden %weft.stack* @weft_fx_use(%weft.ref %ref) alwaysinline nounwind {
  %is_null = icmp eq i8* %ref, null
  br i1 %is_null, label %null, label %some, !prof !1
null:
  call void @weft_trap(i32 519)
  unreachable
some:
  %k = bitcast i8* %ref to %weft.stack*
  ret %weft.stack* %k
}

define linkonce_odr hidden %weft.ref @weft_fx_reference(i8* %leaf) alwaysinline nounwind {
  ret %weft.ref %leaf
}
