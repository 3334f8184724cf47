package p

func v(a string, b ...int) {}
func w(b ...any)           {}

func f(s []int, t []any, u []string, a [3]int) {
	v("a", s...)
	v("a", 1, s...) // ERROR "12: too many arguments in call to v"
	v("a", t...) // ERROR "9: cannot use t \(variable of type \[\]any\) as \[\]int value in argument to v"
	v("a", u) // ERROR "9: cannot use u \(variable of type \[\]string\) as int value in argument to v"
	v(s...) // ERROR "4: not enough arguments in call to v"
	w(s...) // ERROR "4: cannot use s \(variable of type \[\]int\) as \[\]any value in argument to w"
	w(t...)
	w(s, t, u)
	w(a...) // ERROR "4: cannot use a \(variable of type \[3\]int\) as \[\]any value in argument to w"
	v("a", a[:]...)
	v("a", nil...)
	v("a", "b"...) // ERROR `9: cannot use "b" \(untyped string constant\) as \[\]int value in argument to v`
	var g func(string, []int) = v // ERROR "30: cannot use v \(value of type func\(a string, b \.\.\.int\)\) as func\(string, \[\]int\) value in variable declaration"
	var h func(string, ...int) = v
	_ = append(s, s...)
	_ = append(s, u...) // ERROR "16: cannot use u \(variable of type \[\]string\) as \[\]int value in argument to append"
	_ = append([]byte{}, "abc"...)
	_ = append([]byte{}, "abc") // ERROR `23: cannot use "abc" \(untyped string constant\) as byte value in argument to append`
	_, _ = g, h
}

func x(a ...int, b int) {} // ERROR "10: can only use \.\.\. with final parameter"
func y() (a ...int)     { return nil } // ERROR "13: invalid use of \.\.\." "34: cannot use nil as int value in return statement"
