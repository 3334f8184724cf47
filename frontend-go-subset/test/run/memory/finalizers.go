// Finalizers, cleanups, weak pointers and unique handles: what happens when objects become unreachable.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"time"
	"unique"
	"weak"
)

type node struct {
	name string
	next *node
	pad  [4]int
}

var (
	events = make(chan string, 100)
	sink   *node
)

// settle collects until n events have arrived.
func settle(n int) []string {
	var got []string
	for i := 0; i < 50 && len(got) < n; i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
		for len(events) > 0 {
			got = append(got, <-events)
		}
	}
	return got
}

//go:noinline
func chain() {
	a := &node{name: "a"}
	b := &node{name: "b", next: a}
	c := &node{name: "c", next: b}
	for _, n := range []*node{a, b, c} {
		runtime.SetFinalizer(n, func(n *node) (string, error) {
			events <- n.name
			return n.name, nil
		})
	}
}

//go:noinline
func cycle() {
	a := &node{name: "cycle a"}
	b := &node{name: "cycle b", next: a}
	a.next = b
	runtime.SetFinalizer(a, func(n *node) { events <- "finalizer of a cycle" })
	runtime.AddCleanup(&b.pad[1], func(s string) { events <- s }, "unreachable")
}

//go:noinline
func revive() {
	n := &node{name: "revived"}
	runtime.SetFinalizer(n, func(n *node) {
		sink = n
		events <- "revived once"
	})
}

//go:noinline
func cleared() {
	n := &node{name: "never"}
	runtime.SetFinalizer(n, func(n *node) { events <- "must not run" })
	runtime.SetFinalizer(n, nil)
	m := &node{name: "stopped"}
	runtime.AddCleanup(m, func(int) { events <- "must not run either" }, 1).Stop()
}

type speaker interface{ speak() }

func (n *node) speak() { events <- "interface " + n.name }

//go:noinline
func throughInterface() {
	runtime.SetFinalizer(&node{name: "speaks"}, func(s speaker) { s.speak() })
}

//go:noinline
func cleanups() {
	n := &node{name: "cleaned"}
	for i := range 3 {
		runtime.AddCleanup(n, func(i int) { events <- fmt.Sprint("cleanup ", i) }, i)
	}
}

//go:noinline
func makeWeak() (weak.Pointer[node], weak.Pointer[node], *node) {
	kept := &node{name: "kept"}
	lost := &node{name: "lost"}
	w := weak.Make(lost)
	fmt.Println(w == weak.Make(lost), w.Value() == lost, w == weak.Make(kept))
	return w, weak.Make(kept), kept
}

type point struct {
	x, y int
	s    string
}

//go:noinline
func uniques() {
	a, b, c := unique.Make("hello"), unique.Make("hel"+string([]byte("lo"))), unique.Make("world")
	fmt.Println(a == b, a == c, a.Value(), c.Value())
	p, q := unique.Make(point{1, 2, "z"}), unique.Make(point{1, 2, "z"})
	fmt.Println(p == q, p.Value())
	for i := range 1000 {
		unique.Make(point{i, i, "many"})
	}
	runtime.GC()
	fmt.Println(unique.Make(point{1, 2, "z"}) == p, unique.Make("hello") == a)
}

func main() {
	chain()
	fmt.Println(settle(3))
	cycle()
	cleared()
	fmt.Println(settle(1))
	revive()
	fmt.Println(settle(1), sink.name)
	sink = nil
	fmt.Println(len(settle(1)))
	throughInterface()
	fmt.Println(settle(1))
	cleanups()
	got := settle(3)
	sort.Strings(got)
	fmt.Println(got)
	lost, keptWeak, kept := makeWeak()
	for i := 0; i < 200 && lost.Value() != nil; i++ {
		runtime.GC()
	}
	fmt.Println(lost.Value() == nil, keptWeak.Value() == kept, kept.name)
	var zero weak.Pointer[node]
	fmt.Println(zero.Value() == nil, zero == weak.Make[node](nil))
	runtime.KeepAlive(kept)
	uniques()
}
