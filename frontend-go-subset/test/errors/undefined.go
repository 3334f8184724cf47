package p

func f() int {
	y := x + 1 // ERROR "7: undefined: x"
	z.foo() // ERROR "2: undefined: z"
	var t T // ERROR "8: undefined: T"
	return y + len(t) + undefined2 // ERROR "22: undefined: undefined2"
}
