// Objects that small functions make for callers who keep them to themselves are not in the heap.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
)

type vec struct{ x, y, z float64 }

func newVec(x, y, z float64) *vec { return &vec{x, y, z} }

func (a *vec) add(b *vec) *vec { return newVec(a.x+b.x, a.y+b.y, a.z+b.z) }

func (a *vec) dot(b *vec) float64 { return a.x*b.x + a.y*b.y + a.z*b.z }

type list struct {
	head *cell
	n    int
}

type cell struct {
	value int
	next  *cell
}

func newList() *list { return &list{} }

func (l *list) push(value int) *list {
	l.head = &cell{value, l.head}
	l.n++
	return l
}

func (l *list) sum() (s int) {
	for c := l.head; c != nil; c = c.next {
		s += c.value
	}
	return s
}

type checked struct {
	n    int
	name *string
}

// newChecked makes nothing of what is out of range.
func newChecked(n int, names []string) *checked { return &checked{n, &names[n]} }

//go:noinline
func newApart(n int) *checked { return &checked{n: n} }

var (
	registered []*checked
	kept       *vec
	ring       *node
)

func newRegistered(n int) *checked {
	c := &checked{n: n}
	registered = append(registered, c)
	return c
}

type node struct {
	next *node
	v    *vec
}

func newNode(next *node, v *vec) *node { return &node{next, v} }

// per is how many objects one call of f makes, in tenths.
func per(f func(i int)) uint64 {
	var before, after runtime.MemStats
	f(0)
	runtime.ReadMemStats(&before)
	for i := range 1000 {
		f(i)
	}
	runtime.ReadMemStats(&after)
	return (after.Mallocs - before.Mallocs) / 100
}

func main() {
	total := 0.0
	fmt.Println("vectors", per(func(i int) {
		a, b := newVec(float64(i), 1, 2), newVec(1, float64(i), 3)
		total += a.add(b).dot(b)
	}))
	fmt.Println(total)
	sum := 0
	fmt.Println("list", per(func(i int) { sum += newList().push(i).sum() }))
	fmt.Println(sum)
	names := []string{"a", "b", "c"}
	fmt.Println("checked", per(func(i int) { sum += len(*newChecked(i%3, names).name) }))
	fmt.Println("apart", per(func(i int) { sum += newApart(i).n }))
	fmt.Println("readers", per(func(i int) {
		r := strings.NewReader("hello")
		c, _ := r.ReadByte()
		sum += int(c) + bytes.NewBuffer([]byte{1, 2, 3}).Len()
	}))
	fmt.Println("kept", per(func(i int) { kept = newVec(1, 2, float64(i)) }), kept.z)
	fmt.Println(sum, len(registered))
	for i := range 5 {
		sum += newRegistered(i).n
	}
	registered[3].n = 30
	fmt.Println(sum, registered[3].n, registered[4].n)

	// One that outlives the call through another.
	for i := range 3 {
		ring = newNode(ring, newVec(float64(i), 0, 0))
	}
	runtime.GC()
	fmt.Println(ring.v.x, ring.next.v.x, ring.next.next.v.x, ring.next.next.next)

	// One for each turn of a loop that is alive with the last.
	var chain *node
	for i := range 4 {
		n := newNode(chain, newVec(0, float64(i), 0))
		chain = n
	}
	runtime.GC()
	y := 0.0
	for n := chain; n != nil; n = n.next {
		y = 10*y + n.v.y
	}
	fmt.Println(y)

	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(newChecked(len(names), names).n)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var missing *vec
		fmt.Println(newVec(1, 2, 3).add(missing).x)
	}()
	first, second := errors.New("same"), errors.New("same")
	fmt.Println(first == second, newVec(1, 1, 1) == newVec(1, 1, 1))
}
