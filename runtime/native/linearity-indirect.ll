; Linearity by indirection: a reference is the address of a cell that holds the stack. Using it empties the cell, so a second
; use finds nothing. Every suspension makes a cell (cells.c); the collector takes back those that nothing refers to.

%weft.ref = type i8*

@weft_free_cell = external dso_local global i8**
declare dso_local i8** @weft_cell_take() nounwind

; Checks a reference and uses it up.
define linkonce_odr hidden %weft.stack* @weft_fx_use(%weft.ref %ref) alwaysinline nounwind {
  %is_null = icmp eq i8* %ref, null
  br i1 %is_null, label %null, label %some, !prof !1
null:
  call void @weft_trap(i32 519)
  unreachable
some:
  %cell = bitcast i8* %ref to %weft.stack**
  %k = load %weft.stack*, %weft.stack** %cell
  %empty = icmp eq %weft.stack* %k, null
  br i1 %empty, label %consumed, label %ok, !prof !1
consumed:
  call void @weft_trap(i32 11)
  unreachable
ok:
  store %weft.stack* null, %weft.stack** %cell
  ret %weft.stack* %k
}

; The reference to a continuation that has none.
define linkonce_odr hidden %weft.ref @weft_fx_reference(i8* %leaf) alwaysinline nounwind {
  %head = load i8**, i8*** @weft_free_cell
  %none = icmp eq i8** %head, null
  br i1 %none, label %slow, label %fast, !prof !1
fast:
  %next8 = load i8*, i8** %head
  %next = bitcast i8* %next8 to i8**
  store i8** %next, i8*** @weft_free_cell
  br label %made
slow:
  %taken = call i8** @weft_cell_take()
  br label %made
made:
  %cell = phi i8** [ %head, %fast ], [ %taken, %slow ]
  store i8* %leaf, i8** %cell
  %ref = bitcast i8** %cell to i8*
  ret %weft.ref %ref
}
