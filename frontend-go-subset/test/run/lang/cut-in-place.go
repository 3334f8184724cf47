// A slice or string in memory that is cut at its end: s = s[:n], with the checks and the panics of any other slice expression.
package main

import "fmt"

type holder struct {
	list  []int
	text  string
	inner *holder
	array [4]int
	lists [][]string
}

func (h *holder) push(v int) { h.list = append(h.list, v) }

func (h *holder) pop() int {
	v := h.list[len(h.list)-1]
	h.list = h.list[:len(h.list)-1]
	return v
}

var global = []int{1, 2, 3, 4, 5}

func try(name string, f func()) {
	defer func() {
		if err := recover(); err != nil {
			fmt.Println(name, "panics:", err)
		}
	}()
	f()
	fmt.Println(name, "done")
}

func show(list []int) { fmt.Println(list, len(list), cap(list)) }

func main() {
	h := &holder{text: "hello, world", inner: &holder{text: "inner"}}
	for i := range 5 {
		h.push(i)
	}
	fmt.Println(h.pop(), h.pop(), h.list, len(h.list))
	h.push(7)
	show(h.list[:4:4])

	h.list = h.list[:5] // longer again, within the capacity
	fmt.Println(h.list)
	h.list = h.list[0:2]
	fmt.Println(h.list, cap(h.list) >= 5)
	n := 1
	h.list = (h.list)[:n]
	fmt.Println(h.list)

	h.text = h.text[:5]
	h.inner.text = h.inner.text[:len(h.inner.text)-2]
	fmt.Println(h.text, h.inner.text)

	global = global[:len(global)-2]
	show(global)
	global = global[:1:3]
	show(global)
	global = global[:cap(global)]
	show(global)

	h.lists = [][]string{{"a", "b", "c"}, {"d", "e"}}
	for i := range h.lists {
		h.lists[i] = h.lists[i][:len(h.lists[i])-1]
	}
	fmt.Println(h.lists)
	h.lists[1-1], n = h.lists[1-1][:1], 2
	fmt.Println(h.lists, n)

	local := []int{1, 2, 3}
	address := &local
	*address = (*address)[:2]
	local = local[:1]
	show(local)
	local = local[:len(local)-1]
	show(local)

	// The length is read before what the left side denotes changes.
	i := 0
	h.lists[i] = h.lists[1-i][:1]
	fmt.Println(h.lists)

	try("empty", func() { h.list = nil; h.pop() })
	try("below 0", func() { h.list = h.list[:len(h.list)-1] })
	try("below 0 by 3", func() { h.list = append(h.list, 1, 2); h.list = h.list[:len(h.list)-3] })
	try("above", func() { h.list = h.list[:cap(h.list)+1] })
	try("text", func() { h.text = h.text[:len(h.text)+1] })
	try("text below 0", func() { h.text = ""; h.text = h.text[:len(h.text)-1] })
	try("nothing taken off", func() { h.list = h.list[:len(h.list)-0] })
	try("nil", func() { var none *holder; none.list = none.list[:len(none.list)-1] })
	try("index", func() { h.lists[9] = h.lists[9][:1] })
	try("array", func() { local = h.array[:len(h.array)-1]; show(local) })
	var big uint64 = 1 << 63
	try("unsigned", func() { h.list = h.list[:big] })
	fmt.Println(h.list, h.text)
}
