// Many goroutines hold pointers in all kinds of places while others allocate: nothing they hold may be freed.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

type leaf struct {
	id   int
	text string
}

type box struct {
	any   any
	list  []*leaf
	index map[string]*leaf
	fn    func() *leaf
	ch    chan *leaf
}

func newBox(id int) *box {
	l := &leaf{id, fmt.Sprint("leaf ", id)}
	b := &box{any: l, index: map[string]*leaf{}, ch: make(chan *leaf, 4)}
	b.list = append(b.list, l, &leaf{id + 1, "second"})
	b.index[l.text] = l
	b.fn = func() *leaf { return l }
	b.ch <- l
	return b
}

func (b *box) check(id int) bool {
	l := b.any.(*leaf)
	m := <-b.ch
	b.ch <- m
	return l.id == id && l == m && b.list[0] == l && b.index[fmt.Sprint("leaf ", id)] == l && b.fn() == l &&
		b.list[1].text == "second" && l.text == fmt.Sprint("leaf ", id)
}

func churn(n int) int {
	total := 0
	for i := range n {
		s := strings.Repeat("x", i%50)
		p := make([]*int, 5)
		p[i%5] = &total
		total += len(s) + len(p)
		if i%100 == 0 {
			runtime.Gosched()
		}
	}
	return total
}

func main() {
	var wg sync.WaitGroup
	results := make([]bool, 40)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b := newBox(i * 10)
			inner := &b.list[1].text
			churn(3000)
			runtime.GC()
			churn(1000)
			results[i] = b.check(i*10) && *inner == "second"
		}()
	}
	wg.Wait()
	good := 0
	for _, ok := range results {
		if ok {
			good++
		}
	}
	fmt.Println("good", good)

	freed := make(chan int, 10)
	func() {
		for i := range 10 {
			l := &leaf{i, "short-lived"}
			runtime.SetFinalizer(l, func(l *leaf) { freed <- l.id })
		}
	}()
	seen := map[int]bool{}
	for round := 0; round < 100 && len(seen) < 8; round++ {
		churn(200)
		runtime.GC()
		for len(freed) > 0 {
			seen[<-freed] = true
		}
	}
	fmt.Println("finalized", len(seen) >= 8)

	deep := func() *leaf {
		var walk func(n int, l *leaf) *leaf
		walk = func(n int, l *leaf) *leaf {
			if n == 0 {
				runtime.GC()
				return l
			}
			mine := &leaf{n, "frame"}
			r := walk(n-1, l)
			if mine.id != n || mine.text != "frame" {
				panic("frame lost")
			}
			return r
		}
		return walk(2000, &leaf{7, "bottom"})
	}()
	fmt.Println(deep.id, deep.text)
}
