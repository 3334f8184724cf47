// What an object that stays in a function's frame refers to is collected once the object is out of use, and not before.
package main

import (
	"fmt"
	"runtime"
	"weak"
)

type item struct{ number, more int }

type holder struct {
	item *item
	next *holder
}

// fill lets h hold an item of the heap, and returns what tells whether that is still there.
//
//go:noinline
func (h *holder) fill() weak.Pointer[item] {
	h.item = &item{7, 8}
	return weak.Make(h.item)
}

//go:noinline
func (h *holder) number() int { return h.item.number }

//go:noinline
func isThere(w weak.Pointer[item]) bool {
	runtime.GC()
	return w.Value() != nil
}

//go:noinline
func straight() {
	h := &holder{}
	w := h.fill()
	fmt.Println("used later", isThere(w), h.number())
	fmt.Println("out of use", isThere(w))
}

//go:noinline
func branches(early bool) {
	h := &holder{}
	w := h.fill()
	if early {
		fmt.Println("on the other way", isThere(w))
		return
	}
	fmt.Println("used later", isThere(w))
	fmt.Println(h.number())
}

//go:noinline
func linked() {
	inner := &holder{}
	w := inner.fill()
	outer := &holder{next: inner}
	inner = nil
	fmt.Println("through another", isThere(w), outer.next.number())
	outer = nil
	fmt.Println("both out of use", isThere(w))
}

//go:noinline
func captured() {
	h := &holder{}
	w := h.fill()
	ask := func() int { return h.number() }
	fmt.Println("captured", isThere(w), ask())
	ask = nil
	fmt.Println("no longer", isThere(w))
}

//go:noinline
func turns() {
	for i := range 3 {
		h := &holder{}
		w := h.fill()
		fmt.Println("turn", i, isThere(w), h.number())
		fmt.Println("turn over", isThere(w))
	}
}

func main() {
	straight()
	branches(true)
	branches(false)
	linked()
	captured()
	turns()
}
