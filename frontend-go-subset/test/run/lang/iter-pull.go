// iter.Pull turns a push iterator into a pull iterator: both ends run alternately.
package main

import (
	"fmt"
	"iter"
)

func fibonacci(yield func(int) bool) {
	defer fmt.Println("fibonacci ends")
	a, b := 0, 1
	for yield(a) {
		a, b = b, a+b
	}
}

type tree[T any] struct {
	left, right *tree[T]
	value       T
}

func (t *tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.value) && t.right.push(yield)
}

func (t *tree[T]) all() iter.Seq[T] { return func(yield func(T) bool) { t.push(yield) } }

func build(values ...int) *tree[int] {
	var root *tree[int]
	for _, v := range values {
		at := &root
		for *at != nil {
			if v < (*at).value {
				at = &(*at).left
			} else {
				at = &(*at).right
			}
		}
		*at = &tree[int]{value: v}
	}
	return root
}

func same(a, b *tree[int]) bool {
	nextA, stopA := iter.Pull(a.all())
	defer stopA()
	nextB, stopB := iter.Pull(b.all())
	defer stopB()
	for {
		x, okA := nextA()
		y, okB := nextB()
		if x != y || okA != okB {
			return false
		}
		if !okA {
			return true
		}
	}
}

func merge(a, b iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		y, ok := next()
		for x := range a {
			for ok && y < x {
				if !yield(y) {
					return
				}
				y, ok = next()
			}
			if !yield(x) {
				return
			}
		}
		for ; ok; y, ok = next() {
			if !yield(y) {
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(fibonacci)
	for range 10 {
		v, ok := next()
		fmt.Print(v, " ", ok, " ")
	}
	fmt.Println()
	stop()
	fmt.Println(next())
	stop()
	fmt.Println(same(build(3, 1, 2), build(1, 2, 3)), same(build(1), build(2)), same(build(1, 2), build(1)), same(nil, nil))
	for v := range merge(build(1, 5, 9).all(), build(2, 3, 7, 11).all()) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	pairs, stopPairs := iter.Pull2(func(yield func(string, error) bool) {
		_ = yield("a", nil) && yield("b", fmt.Errorf("bad"))
	})
	for range 3 {
		fmt.Println(pairs())
	}
	stopPairs()
	never, stopNever := iter.Pull(fibonacci)
	stopNever()
	fmt.Println(never())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		next, stop := iter.Pull(func(yield func(int) bool) {
			yield(1)
			panic("in iterator")
		})
		defer stop()
		fmt.Println(next())
		next()
	}()
	total := 0
	var stops []func()
	for i := range 500 {
		next, stop := iter.Pull(build(i, i+1, i-1).all())
		next()
		v, _ := next()
		total += v
		stops = append(stops, stop)
	}
	for _, stop := range stops {
		stop()
	}
	fmt.Println(total)
}
