package p

type A A // ERROR "6: invalid recursive type: A refers to itself"

type B struct{ b B } // ERROR "6: invalid recursive type: B refers to itself"

type C struct{ d D } // ERROR "6: invalid recursive type C"
type D struct{ c C }

type E [2]E // ERROR "6: invalid recursive type: E refers to itself"

type F *F
type G []G
type H map[string]H
type I func(I) I

type J interface{ J } // ERROR "6: invalid recursive type: J refers to itself"
type K interface{ L } // ERROR "6: invalid recursive type K"
type L interface{ K }

type M = M // ERROR "6: invalid recursive type: M refers to itself"
type N = *N // ERROR "6: invalid recursive type: N refers to itself"

type O struct { // ERROR "6: invalid recursive type: O refers to itself"
	p [len(O{}.p)]int
}

type Q[T any] struct{ f T }
type R struct{ Q[R] } // ERROR "6: invalid recursive type R"
type S struct{ *Q[S] }

func f() {
	type T struct{ t T } // ERROR "7: invalid recursive type: T refers to itself"
	type U []U
}

// What uses such types gives no errors of its own.
type looped interface { // ERROR "6: invalid recursive type looped"
	m() loopedToo
	loopedToo
}

type loopedToo interface{ looped }

var fromLooped looped = otherLooped
var otherLooped loopedToo
