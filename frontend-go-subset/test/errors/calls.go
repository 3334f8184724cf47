package p

type T struct{}

func (T) m(a int) {}

func f(a int, b string)
func v(a int, b ...string)
func two() (int, string)

func g() {
	f(1) // ERROR "4: not enough arguments in call to f"
	f(1, "a", 2) // ERROR "12: too many arguments in call to f"
	f() // ERROR "2: not enough arguments in call to f"
	f("a", 1) // ERROR `4: cannot use "a" \(untyped string constant\) as int value in argument to f` "9: cannot use 1 \(untyped int constant\) as string value in argument to f"
	f(two())
	f(two(), 1) // ERROR "4: multiple-value two\(\) \(value of type \(int, string\)\) in single-value context" "11: cannot use 1 \(untyped int constant\) as string value in argument to f"
	v() // ERROR "2: not enough arguments in call to v"
	v(1, 2) // ERROR "7: cannot use 2 \(untyped int constant\) as string value in argument to v"
	v(1, []string{}...)
	v(1, "a", []string{}...) // ERROR "12: too many arguments in call to v"
	f([]int{}...) // ERROR "2: cannot use \.\.\. in call to non-variadic f"
	var t T
	t.m("a") // ERROR `6: cannot use "a" \(untyped string constant\) as int value in argument to t\.m`
	t.m() // ERROR "2: not enough arguments in call to t\.m"
	t.n() // ERROR "4: t\.n undefined \(type T has no field or method n\)"
	T.m(1) // ERROR "6: not enough arguments in call to T\.m"
	T.m(t, "x") // ERROR `9: cannot use "x" \(untyped string constant\) as int value in argument to T\.m`
	1() // ERROR "2: invalid operation: cannot call 1 \(untyped int constant\): untyped int is not a function"
	two()
	len("a") // ERROR `2: len\("a"\) \(constant 1 of type int\) is not used`
	g // ERROR "2: g \(value of type func\(\)\) is not used"
	t // ERROR "2: t \(variable of struct type T\) is not used"
	int(1) // ERROR "2: int\(1\) \(constant 1 of type int\) is not used"
	g() + 1 // ERROR "2: g\(\) \(no value\) used as value"
	go g // ERROR "5: expression in go must be function call"
	defer int(3) // ERROR "8: defer requires function call, not conversion int\(3\) \(constant 3 of type int\)"
	go len("x") // ERROR `5: go discards result of len\("x"\) \(constant 1 of type int\)`
	defer recover()
	go func() {} // ERROR "5: expression in go must be function call"
}
