package main

import (
	"fmt"
	"iter"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("cleanup")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(count(3))
	for v, ok := next(); ok; v, ok = next() {
		fmt.Println(v)
	}
	stop()
	next, stop = iter.Pull(count(100))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	pairs, done := iter.Pull2(slices.All([]string{"a", "b"}))
	fmt.Println(pairs())
	done()
	fmt.Println(pairs())
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		next, _ := iter.Pull(func(yield func(int) bool) {
			yield(1)
			panic("in sequence")
		})
		next()
		next()
	}()
}
