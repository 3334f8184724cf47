package p

type Number interface{ ~int | ~float64 }
type Stringer interface{ String() string }
type MyInt int
type T struct{}

func sum[N Number](a, b N) N       { return a + b }
func str[S Stringer](s S) string   { return s.String() }
func key[K comparable](a, b K) bool { return a == b }
func both[B interface {
	Number
	Stringer
}](b B) {
}

func f() {
	sum(1, 2)
	sum("a", "b") // ERROR "5: string does not satisfy Number \(string missing in ~int \| ~float64\)"
	sum[string]("a", "b") // ERROR "6: string does not satisfy Number \(string missing in ~int \| ~float64\)"
	sum(MyInt(1), 2)
	sum(1, 2.5)
	sum(1, MyInt(2))
	str(T{}) // ERROR "5: in call to str, S \(type T\) does not satisfy Stringer \(missing method String\)"
	str(1) // ERROR "5: int does not satisfy Stringer \(missing method String\)"
	key([]int{}, nil) // ERROR "5: \[\]int does not satisfy comparable"
	key(func() {}, nil) // ERROR "5: func\(\) does not satisfy comparable"
	key[any](1, 2)
	key(struct{ f func() }{}, struct{ f func() }{}) // ERROR "5: struct\{f func\(\)\} does not satisfy comparable"
	both(1) // ERROR "6: int does not satisfy interface\{Number; Stringer\} \(missing method String\)"
	var n Number // ERROR "8: cannot use type Number outside a type constraint: interface contains type constraints"
	var _ = Number(1) // ERROR "10: cannot use interface Number in conversion \(contains specific type constraints or is comparable\)"
	_ = n
	var g = sum // ERROR "10: cannot use generic function sum without instantiation"
	var h = sum[int]
	_ = sum[int, int] // ERROR "15: got 2 type arguments but want 1"
	sum[int](1.5, 2) // ERROR "11: cannot use 1\.5 \(untyped float constant\) as int value in argument to sum\[int\] \(truncated\)"
	_, _ = g, h
}
