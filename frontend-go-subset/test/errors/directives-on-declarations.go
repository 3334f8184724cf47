package p

//go:noinline // ERROR "3: misplaced compiler directive"
var x int

//go:nosplit // ERROR "3: misplaced compiler directive"
type T int

//go:noinline
func g() {}

//go:noinline // ERROR "3: misplaced compiler directive"
const c = 1
