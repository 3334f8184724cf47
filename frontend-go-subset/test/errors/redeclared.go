package p

type T struct { // ERROR "6: invalid recursive type: T refers to itself"
	a int
	a string // ERROR "2: a redeclared"
	T
}

func (T) m() {}
func (t *T) m() {} // ERROR "13: method T\.m already declared at 9:10"
func (T) a() {}

var x int
const x = 1 // ERROR "7: x redeclared in this block"
func x() {} // ERROR "6: x redeclared in this block"

func f(a, a int) (b int, a string) { // ERROR "11: a redeclared in this block"
	b := 1 // ERROR "4: no new variables on left side of :="
	var c int // ERROR "6: declared and not used: c"
	var c string // ERROR "6: c redeclared in this block"
	return b, a // ERROR "12: cannot use a \(variable of type int\) as string value in return statement"
}

type I interface {
	m()
	m() // ERROR "2: duplicate method m"
}
