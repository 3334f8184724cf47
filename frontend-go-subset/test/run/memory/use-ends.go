// What an object that stays in a function's frame refers to is collected once the object is out of use, and not before.
// native only: built for V8 without optimisation here, and then slots of the shadow stack keep what they last held
package main

import (
	"fmt"
	"runtime"
)

type holder struct {
	data []byte
	next *holder
}

//go:noinline
func (h *holder) fill(n int) {
	h.data = make([]byte, n)
	h.data[0] = 7
}

//go:noinline
func (h *holder) first() int { return int(h.data[0]) }

func live() bool {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc > 32<<20
}

func straight() {
	h := &holder{}
	h.fill(64 << 20)
	fmt.Println("used later", live(), h.first())
	fmt.Println("out of use", live())
}

func branches(early bool) {
	h := &holder{}
	h.fill(64 << 20)
	if early {
		fmt.Println("on the other way", live())
		return
	}
	fmt.Println("used later", live())
	fmt.Println(h.first())
}

func linked() {
	inner := &holder{}
	inner.fill(64 << 20)
	outer := &holder{next: inner}
	inner = nil
	fmt.Println("through another", live(), outer.next.first())
	outer = nil
	fmt.Println("both out of use", live())
}

func captured() {
	h := &holder{}
	h.fill(64 << 20)
	ask := func() int { return h.first() }
	fmt.Println("captured", live(), ask())
	ask = nil
	fmt.Println("no longer", live())
}

func turns() {
	for i := range 3 {
		h := &holder{}
		h.fill(64 << 20)
		fmt.Println("turn", i, live(), h.first())
		fmt.Println("turn over", live())
	}
}

func main() {
	straight()
	branches(true)
	branches(false)
	linked()
	captured()
	turns()
	fmt.Println("at the end", live())
}
