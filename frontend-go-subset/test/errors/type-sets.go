package p

type I interface{ m() }
type MyInt int
type A interface{ ~MyInt } // ERROR "19: invalid use of ~ \(underlying type of MyInt is int\)"
type B interface{ int | I } // ERROR "25: cannot use p\.I in union \(p\.I contains methods\)"
type C interface{ int | ~int } // ERROR "25: overlapping terms ~int and int"
type D interface{ ~I } // ERROR "19: invalid use of ~ \(I is an interface\)"
type E interface{ int | comparable } // ERROR "25: cannot use comparable in union"
type F interface{ int; string }
type G interface{ ~[]byte | ~string }
type H[T any] interface{ T } // ERROR "26: term cannot be a type parameter"
type J[T any] interface{ int | T } // ERROR "32: term cannot be a type parameter"
type K interface{ ~[]T | int } // ERROR "22: undefined: T"
type L interface {
	int
	m()
}

var _ G // ERROR "7: cannot use type G outside a type constraint: interface contains type constraints"
var _ comparable // ERROR "7: cannot use type comparable outside a type constraint: interface is \(or embeds\) comparable"
var _ interface{ ~int } // ERROR "7: cannot use type interface\{~int\} outside a type constraint: interface contains type constraints"
var _ []C // ERROR "9: cannot use type C outside a type constraint: interface contains type constraints"
var _ func(E)
var _ map[string]G // ERROR "18: cannot use type G outside a type constraint: interface contains type constraints"

func f[T F](T) {}
func g(x interface{ int | string }) {} // ERROR "10: cannot use type interface\{int \| string\} outside a type constraint: interface contains type constraints"

type S struct {
	G // ERROR "2: cannot use type G outside a type constraint: interface contains type constraints"
	comparable // ERROR "2: cannot use type comparable outside a type constraint: interface is \(or embeds\) comparable"
}

var _ any = f[int] // ERROR "15: cannot satisfy F \(empty type set\)"
