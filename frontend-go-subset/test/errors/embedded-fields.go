package p

type T struct{ x int }
type P *T
type I interface{ m() }

type (
	A struct{ T; *T }
	B struct{ *P }
	C struct{ P }
	D struct{ *I }
	E struct{ I }
	F struct{ []int } // ERROR "12: syntax error: unexpected \[, expected field name or embedded type"
	G struct{ **T } // ERROR "13: syntax error: unexpected \*, expected name"
	H struct{ undefined }
	J[X any] struct{ X }
	K struct { T; T int }
)

type X struct{ T; U }
type U struct{ x int }

func f(a X) {
	_ = a.x
	_ = a.T.x
	_ = a.y
}
