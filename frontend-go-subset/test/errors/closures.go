package p

func f() {
	a := func(x int) int { return "a" } // ERROR `32: cannot use "a" \(untyped string constant\) as int value in return statement`
	b := func() int {} // ERROR "19: missing return"
	c := func() { d := 1 } // ERROR "16: declared and not used: d"
	e := func(x int) { x := 1 } // ERROR "23: no new variables on left side of :="
	func() { undefined() }() // ERROR "11: undefined: undefined"
	g := func() (int, string) { return 1 } // ERROR "37: not enough return values"
	a("x") // ERROR `4: cannot use "x" \(untyped string constant\) as int value in argument to a`
	a(1, 2) // ERROR "7: too many arguments in call to a"
	var h func(string) = a // ERROR "23: cannot use a \(variable of type func\(x int\) int\) as func\(string\) value in variable declaration"
	_ = func() {}
	func() {} // ERROR "2: func\(\) \{\} \(value of type func\(\)\) is not used"
	_, _, _, _, _ = b, c, e, g, h
}
