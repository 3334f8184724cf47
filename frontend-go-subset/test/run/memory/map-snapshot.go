// What a goroutine took from a map stays whole when the map is cleared, or a key replaced by an equal one, while the collector is at
// work: nothing else may lead to it any more by the time that the collector comes to the map.
package main

import (
	"fmt"
	"runtime/debug"
)

type item struct {
	id   int
	data [5]int
}

func newItem(id int) *item {
	it := &item{id: id}
	for i := range it.data {
		it.data[i] = id
	}
	return it
}

func (it *item) whole() bool {
	for _, x := range it.data {
		if x != it.id {
			return false
		}
	}
	return true
}

const many = 20_000

var (
	junk     *item
	byNumber [many]map[int]*item
	byString [many]map[string]int
	byAny    [many]map[any]int
)

// hold is one thing that was taken, in an object made after the collector began.
type hold struct {
	it   *item
	text string
	key  any
	i    int
	next *hold
}

func text(i int) string { return fmt.Sprintf("the key of number %d, long enough", i) }

func main() {
	debug.SetGCPercent(10)
	for i := range many {
		byNumber[i] = map[int]*item{i: newItem(i)}
		byString[i] = map[string]int{text(i): i}
		byAny[i] = map[any]int{text(i): i}
	}
	bad := 0
	for round := range 6 {
		var held *hold
		for i := range many {
			i = (i*7919 + round) % many
			h := &hold{i: i, next: held}
			h.it = byNumber[i][i]
			clear(byNumber[i])
			for k := range byString[i] {
				h.text = k
			}
			byString[i][text(i)]++
			for k := range byAny[i] {
				h.key = k
			}
			byAny[i][text(i)]++
			held = h
			for n := range 10 {
				junk = newItem(-n)
			}
			byNumber[i][i] = newItem(i)
		}
		for h := held; h != nil; h = h.next {
			if !h.it.whole() || h.it.id != h.i || h.text != text(h.i) || h.key != text(h.i) {
				bad++
			}
		}
	}
	fmt.Println("bad", bad)
}
