package p

type F func()
type S struct{ f []int }

var (
	_ map[[]int]int // ERROR "8: invalid map key type \[\]int"
	_ map[map[int]int]int // ERROR "8: invalid map key type map\[int\]int"
	_ map[func()]int // ERROR "12: invalid map key type func\(\)"
	_ map[F]int // ERROR "8: invalid map key type F"
	_ map[S]int // ERROR "8: invalid map key type S"
	_ map[[2]S]int // ERROR "8: invalid map key type \[2\]S"
	_ map[any]int
	_ map[*S]int
	_ = map[any]int{[]int{}: 1}
	_ = map[string]int{"a": 1, "b": 2, "a": 3} // ERROR `37: duplicate key "a" in map literal`
	_ = map[int]string{1: "a", 1.0: "b"} // ERROR "29: duplicate key 1 in map literal"
	_ = map[any]int{1: 1, 1.0: 2, 1: 3, "a": 1, "a": 2} // ERROR "32: duplicate key 1 in map literal" `46: duplicate key "a" in map literal`
	_ = map[bool]int{true: 1, false: 2, true: 3} // ERROR "38: duplicate key true in map literal"
)

func f[K any]() { var _ map[K]int } // ERROR "29: invalid map key type K \(missing comparable constraint\)"
