// What a function no longer needs is collected while the function goes on.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

type tree struct {
	left, right *tree
	data        [64]byte
}

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{left: build(depth - 1), right: build(depth - 1)}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

var collected atomic.Int32

func watched(depth int) *tree {
	t := build(depth)
	runtime.SetFinalizer(t, func(*tree) { collected.Add(1) })
	return t
}

// settle collects until n watched trees are gone, or gives up.
func settle(n int32) string {
	for range 50 {
		runtime.GC()
		if collected.Load() >= n {
			return "collected"
		}
	}
	return "still there"
}

func straight() {
	t := watched(6)
	fmt.Println("straight", t.count(), settle(1))
}

func branches(n int) {
	var t *tree
	if n > 0 {
		t = watched(n)
		fmt.Println("branch", t.count())
	} else {
		t = watched(1)
		fmt.Println("other branch", t.count())
	}
	fmt.Println("after the branches", settle(2))
}

func worker(jobs <-chan *tree, done chan<- int) {
	for job := range jobs {
		done <- job.count()
	}
}

func recovers() {
	defer func() {
		fmt.Println("recovered", recover(), settle(4))
	}()
	t := watched(3)
	fmt.Println("before the panic", t.count())
	panic("out")
}

func kept() {
	t := watched(2)
	for range 3 {
		runtime.GC()
	}
	fmt.Println("kept", collected.Load(), t.count())
}

func main() {
	straight()
	branches(3)

	jobs, done := make(chan *tree), make(chan int)
	go worker(jobs, done)
	jobs <- watched(4)
	fmt.Println("worker", <-done)
	fmt.Println("idle worker", settle(3))

	recovers()
	kept()
	fmt.Println("after all", settle(5))
}
