package p

func f() {
	x := 1 +
	y := (1 + 2 // ERROR "4: syntax error: unexpected := at end of statement"
	z := []int{1, 2 // ERROR "17: syntax error: unexpected newline in composite literal; possibly missing comma or \}"
	a := f(1, 2
	b := x[1
	c := x[1:2:] // ERROR "13: syntax error: unexpected \] at end of statement"
	_ = x.
	_ = func { // ERROR "4: syntax error: unexpected = at end of statement"
	}
} // ERROR "1: syntax error: non-declaration statement outside function body"
