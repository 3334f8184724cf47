// iter.Pull: a coroutine for each, entered by next and left by yield.
package main

import (
	"fmt"
	"iter"
)

type tree[T any] struct {
	left, right *tree[T]
	value       T
}

func (t *tree[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}

func (t *tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.value) && t.right.push(yield)
}

func insert(t *tree[int], v int) *tree[int] {
	if t == nil {
		return &tree[int]{value: v}
	}
	if v < t.value {
		t.left = insert(t.left, v)
	} else {
		t.right = insert(t.right, v)
	}
	return t
}

func same(a, b *tree[int]) bool {
	next1, stop1 := iter.Pull(a.all())
	defer stop1()
	next2, stop2 := iter.Pull(b.all())
	defer stop2()
	for {
		x, ok1 := next1()
		y, ok2 := next2()
		if ok1 != ok2 || x != y {
			return false
		}
		if !ok1 {
			return true
		}
	}
}

func main() {
	var a, b, c *tree[int]
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		a = insert(a, v)
	}
	for _, v := range []int{1, 2, 3, 5, 8, 9} {
		b = insert(b, v)
	}
	for _, v := range []int{1, 2, 4} {
		c = insert(c, v)
	}
	fmt.Println(same(a, b), same(a, c), same(nil, nil))

	next, stop := iter.Pull2(func(yield func(int, string) bool) {
		defer fmt.Println("cleaned up")
		for i, s := range []string{"x", "y", "z"} {
			if !yield(i, s) {
				return
			}
		}
	})
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())

	// A panic in the sequence reaches the caller of next.
	next3, stop3 := iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("in the sequence")
	})
	defer stop3()
	fmt.Println(next3())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		next3()
	}()

	// A pull inside a pull, from several goroutines in turn.
	numbers := func(yield func(int) bool) {
		inner, stopInner := iter.Pull(func(yield func(int) bool) {
			for i := 0; yield(i * i); i++ {
			}
		})
		defer stopInner()
		for range 4 {
			if v, ok := inner(); !ok || !yield(v) {
				return
			}
		}
	}
	outer, stopOuter := iter.Pull(numbers)
	defer stopOuter()
	results := make(chan int)
	for {
		finished := make(chan bool)
		go func() {
			v, ok := outer()
			if ok {
				results <- v
			}
			finished <- !ok
		}()
		select {
		case v := <-results:
			fmt.Println(v)
			<-finished
			continue
		case <-finished:
		}
		break
	}
	fmt.Println("end")
}
