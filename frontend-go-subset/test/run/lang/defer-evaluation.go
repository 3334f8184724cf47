// When deferred calls and their arguments are evaluated, in every kind of call.
package main

import (
	"errors"
	"fmt"
)

type file struct{ name string }

func open(name string) *file      { fmt.Println("open", name); return &file{name} }
func (f *file) close() error      { fmt.Println("close", f.name); return nil }
func (f file) flush()             { fmt.Println("flush", f.name) }
func step(s string) func()        { fmt.Println("enter", s); return func() { fmt.Println("leave", s) } }
func value(s string) string       { fmt.Println("evaluated", s); return s }

type closer interface{ close() error }

func kinds() {
	defer step("kinds")()
	f := open("f")
	defer f.close()
	defer f.flush()
	g := f.close
	defer g()
	var c closer = f
	defer c.close()
	f.name = "renamed"
	f = open("other")
	c = f
	defer fmt.Println(value("a"), value("b"))
	defer func(s ...string) { fmt.Println(len(s), s) }("x", value("c"))
	defer (*file).close(f)
	defer func() { fmt.Println("last", f.name) }()
	f.name = "changed"
}

func loops() (s []int) {
	for i := range 3 {
		defer func() { s = append(s, i) }()
	}
	for i := 10; i < 30; i += 10 {
		if i > 5 {
			defer func(n int) { s = append(s, n, i) }(i + 1)
		}
	}
	return []int{-1}
}

func results(n int) (x int, err error) {
	defer func() {
		if x > 10 {
			x, err = 0, fmt.Errorf("%d is too large: %w", x, err)
		}
	}()
	switch {
	case n == 0:
		return 1, nil
	case n == 1:
		x = 50
		return
	case n == 2:
		return n * 100, errors.New("two")
	}
	return results(n - 3)
}

func unnamed() int {
	x := 1
	defer func() { x = 100 }()
	return x
}

func conditional(a, b bool) (out string) {
	if a {
		defer func() { out += "a" }()
	}
	if b {
		defer func() { out += "b" }()
		return "early "
	}
	return "late "
}

func deferBuiltins() {
	m := map[string]int{"k": 1}
	c := make(chan int, 1)
	func() {
		defer delete(m, "k")
		defer close(c)
		fmt.Println(len(m))
	}()
	_, ok := <-c
	s := []int{1, 2}
	func() {
		defer copy(s, []int{9})
		defer clear(m)
	}()
	fmt.Println(len(m), ok, s)
}

func recursive(n int) {
	defer fmt.Print(n, " ")
	if n > 0 {
		recursive(n - 1)
	}
}

func main() {
	kinds()
	fmt.Println(loops())
	for i := range 6 {
		fmt.Println(results(i))
	}
	fmt.Println(unnamed(), conditional(true, true), conditional(true, false), conditional(false, false))
	deferBuiltins()
	recursive(5)
	fmt.Println()
	for i := range 2 {
		func() {
			defer func() { fmt.Println("iteration", i, recover()) }()
			var f func()
			if i == 1 {
				f = func() { fmt.Println("called") }
			}
			defer f()
		}()
	}
}
