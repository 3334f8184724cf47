package p

import "time"

type T struct {
	a int
	b string
}
type E struct {
	T
	c int
}

var (
	_ = T{1, "a", 2}
	_ = T{1}
	_ = T{a: 1, "b"}
	_ = T{1, b: "a"}
	_ = T{c: 1}
	_ = T{a: 1, a: 2}
	_ = T{a: "x"}
	_ = T{A: 1}
	_ = E{a: 1}
	_ = E{T{1, "a"}, 1}
	_ = []int{1, "a", 2.5}
	_ = []int{0: 1, 0: 2}
	_ = []int{"a": 1}
	_ = []int{-1: 1}
	_ = [2]int{1, 2, 3}
	_ = [2]int{5: 1}
	_ = [...]int{2: 1, 1, 2}
	_ = map[string]int{"a": 1, "a": 2}
	_ = map[string]int{1: 1}
	_ = map[string]int{"a"}
	_ = map[[]int]int{}
	_ = int{1}
	_ = []T{{1, "a"}, {2}}
	_ = []*T{{1, "a"}, &T{}, {"x", 1}}
	_ = map[T]int{{1, "a"}: 1}
	_ = {1} // ERROR "6: syntax error: unexpected \{, expected expression"
	_ = time.Time{1, 2, nil}
	_ = time.Time{wall: 1}
	_ = struct{ x int }{y: 1}
	_ = []int{f: 1}
	_ = undefinedT{1}
)

var f = 1
