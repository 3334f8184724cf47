package p

import "fmt"

type A struct{ x, y int }
type B struct{ x, y int }
type C struct{ x int; y string }
type D struct {
	x int `a:"1"`
	y int
}

func f(a A, b B, c C, d D) {
	a = b
	a = A(b)
	a = A(c)
	a = A(d)
	a = struct{ x, y int }{1, 2}
	var e struct{ x, y int } = a
	b = e
	c = e
	_ = a == b
	_ = a == A(b)
	_ = a == e
	fmt.Println(a.z)
	var _ fmt.Stringer = a
	_ = A{1, 2} == A{1, 2}
	if a == A{1, 2} { // ERROR "16: syntax error: unexpected \}, expected := or = or comma"
	}
} // ERROR "1: syntax error: non-declaration statement outside function body"
