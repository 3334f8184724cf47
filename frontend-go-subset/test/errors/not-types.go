package p

var v int

const c = 1

func fn() {}

type T struct{ f int }

var (
	_ v
	_ c
	_ fn
	_ T.f
	_ []v
	_ map[v]int
	_ *fn
	_ func(v)
	_ chan c
	_ struct{ x v }
	_ undefined.T
	_ nil
	_ len
	_ 5 // ERROR "4: syntax error: unexpected literal 5, expected type"
)

func f(x T) {
	var _ x
	_ = T
	_ = []int
	T
	_ = T + 1
	_ = x.T
}
