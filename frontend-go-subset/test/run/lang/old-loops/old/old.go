// Package old is of a module of a language version before Go 1.22: all iterations of a loop share the variables that it
// declares.
package old

import "fmt"

type point struct {
	x, y int
	name [4]string
}

func each[T any](list []T) (fns []func() T) {
	for _, x := range list {
		fns = append(fns, func() T { return x })
	}
	return fns
}

// Show prints what the functions return.
func Show[T any](what string, fns []func() T) {
	fmt.Print(what, ":")
	for _, f := range fns {
		fmt.Print(" ", f())
	}
	fmt.Println()
}

// Run prints what the functions made in loops return.
func Run() {
	list := []string{"a", "b", "c"}
	Show("old", each(list))
	Show("old struct", each([]point{{1, 2, [4]string{"p"}}, {3, 4, [4]string{"q"}}}))

	var counted []func() int
	for i := 0; i < 3; i++ {
		counted = append(counted, func() int { i += 10; return i })
		if i == 1 {
			continue
		}
	}
	Show("counted", counted)

	var pointers []*point
	for _, p := range []point{{x: 1}, {x: 2}} {
		p.y++
		pointers = append(pointers, &p)
	}
	fmt.Println(pointers[0] == pointers[1], *pointers[0])

	var keys []func() string
	for k, v := range map[string]int{"one": 1} {
		keys = append(keys, func() string { return fmt.Sprint(k, v) })
	}
	Show("map", keys)

	var runes []func() string
	for at, r := range "aé" {
		runes = append(runes, func() string { return fmt.Sprintf("%d%c", at, r) })
	}
	Show("string", runes)

	ch := make(chan int, 3)
	for i := range [3]int{} {
		defer func() { fmt.Println("deferred", i) }()
		ch <- i
	}
	close(ch)
	var received []func() int
	for v := range ch {
		received = append(received, func() int { return v })
	}
	Show("channel", received)

	// The loop's variable of one name, and the outer one that it ranges over.
	i := []int{5, 6}
	var inner []func() int
	for _, i := range i {
		inner = append(inner, func() int { return i })
	}
	Show("inner", inner)

outer:
	for i, done := 0, false; !done; i++ {
		for j := range list {
			f := func() bool { return i == 2 && j == 1 }
			if f() {
				done = true
				continue outer
			}
		}
	}
	fmt.Println("end")
}
