// Many goroutines: a ring of ten thousand, a tree, and pointers that only parked goroutines hold while the collector runs.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func ring(n int) int {
	first := make(chan int)
	in := first
	for range n {
		out := make(chan int)
		go func(in <-chan int, out chan<- int) { out <- 1 + <-in }(in, out)
		in = out
	}
	go func() { first <- 0 }()
	return <-in
}

func tree(depth int) int {
	if depth == 0 {
		return 1
	}
	c := make(chan int, 2)
	for range 2 {
		go func() { c <- tree(depth - 1) }()
	}
	return <-c + <-c
}

type node struct {
	text string
	next *node
}

func holder(id int, start, out chan int) {
	var list *node
	words := map[int]string{}
	for i := range 20 {
		list = &node{strings.Repeat(fmt.Sprint(id, ","), i), list}
		words[i] = list.text
		<-start
	}
	n := 0
	for l := list; l != nil; l = l.next {
		n += len(l.text)
		if words[19-countTo(list, l)] != l.text {
			n = -1 << 30
		}
	}
	out <- n
}

func countTo(list, l *node) int {
	n := 0
	for ; list != l; list = list.next {
		n++
	}
	return n
}

func main() {
	fmt.Println(ring(10000))
	fmt.Println(tree(12))
	const holders = 100
	start, out := make(chan int), make(chan int)
	for id := range holders {
		go holder(id, start, out)
	}
	garbage := 0
	for round := range 20 {
		for range holders {
			start <- 1
		}
		for range 50 {
			garbage += len(make([]byte, 10000))
		}
		if round%5 == 0 {
			runtime.GC()
		}
	}
	total := 0
	for range holders {
		total += <-out
	}
	fmt.Println(total, garbage)
}
