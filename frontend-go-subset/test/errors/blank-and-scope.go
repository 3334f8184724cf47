package p

func f() {
	{
		x := 1
		_ = x
	}
	_ = x // ERROR "6: undefined: x"
	if y := 1; y > 0 {
	} else if z := y; z > 0 {
	}
	_ = y // ERROR "6: undefined: y"
	for i := 0; i < 3; i++ {
	}
	_ = i // ERROR "6: undefined: i"
	g := func() { g() } // ERROR "2: declared and not used: g" "16: undefined: g"
	var h func()
	h = func() { h() }
	type T struct{ next *T }
	var t T
	_ = t.next.next.prev // ERROR "18: t\.next\.next\.prev undefined \(type \*T has no field or method prev\)"
	const c = c + 1 // ERROR "12: undefined: c"
	var v = v // ERROR "6: declared and not used: v" "10: undefined: v"
	a, b := b, a // ERROR "2: declared and not used: a" "5: declared and not used: b" "10: undefined: b" "13: undefined: a"
	switch s := 1; s {
	case 1:
		k := 2
		_ = k
	case 2:
		_ = k // ERROR "7: undefined: k"
	}
}
