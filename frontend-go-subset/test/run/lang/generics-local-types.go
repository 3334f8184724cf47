// Types declared inside generic functions are other types in each instance; their names say which.
package main

import (
	"fmt"
	"reflect"
)

type G[P any] struct{ p P }

func F[A any]() {
	type V struct{ a A }
	type T[B any] struct {
		a A
		b B
	}
	fmt.Printf("%T %T %T\n", V{}, T[string]{}, T[V]{})
	fmt.Printf("%T %T %T\n", G[V]{}, G[T[int]]{}, []V{})
	fmt.Println(reflect.TypeOf(V{}).Name(), reflect.TypeOf(T[string]{}).Name(), reflect.TypeOf(G[V]{}).Name())
	func() {
		type V int
		fmt.Printf("%T %T\n", V(0), G[V]{})
	}()
}

type pair struct{ a, b any }

func values[A comparable](a A) pair {
	type V struct{ a A }
	type T[B any] struct {
		v V
		b []B
	}
	v := V{a}
	t := T[A]{v, []A{a, v.a}}
	m := map[V]int{v: 1}
	m[V{t.b[1]}]++
	fmt.Println(t, m)
	return pair{V{a}, T[int]{}.b}
}

func main() {
	fmt.Println(values(1).a == values(1).a, values(1).a == values(int8(1)).a, values("x"))
	type L int
	F[int]()
	F[L]()
	F[G[L]]()
	fmt.Printf("%T %T\n", L(0), G[L]{})
	{
		type L string
		fmt.Printf("%T %T\n", L(""), G[L]{})
	}
	type U[_ any] int
	fmt.Printf("%T %T\n", U[L](0), G[U[int]]{})
}
