// Channels of every kind of element; buffers, close, range, nil.
package main

import (
	"errors"
	"fmt"
)

type big struct {
	name string
	data [20]int
	next *big
}

type small struct {
	a int8
	b string
}

func echo[T any](values ...T) []T {
	in, out := make(chan T), make(chan T, 2)
	go func() {
		for v := range in {
			out <- v
		}
		close(out)
	}()
	go func() {
		for _, v := range values {
			in <- v
		}
		close(in)
	}()
	var got []T
	for v := range out {
		got = append(got, v)
	}
	return got
}

func main() {
	fmt.Println(echo(1, 2, 3))
	fmt.Println(echo("a", "", "long string"))
	fmt.Println(echo(true, false))
	fmt.Println(echo(int8(-1), 127))
	fmt.Println(echo(1.5, -2.25))
	fmt.Println(echo[float32](0.1))
	fmt.Println(echo(complex(1, 2)))
	fmt.Println(echo[any](1, "x", nil, errors.New("e"), []int{1}))
	fmt.Println(echo[error](nil, errors.New("boom")))
	fmt.Println(echo(struct{}{}, struct{}{}))
	fmt.Println(echo([3]int{1, 2, 3}))
	fmt.Println(echo(small{1, "b"}, small{2, "c"}))
	fmt.Println(echo([]string{"p", "q"}, nil))
	fmt.Println(echo(map[string]int{"k": 1}))
	b := big{name: "one"}
	b.data[19] = 7
	for _, v := range echo(b, big{name: "two", next: &b}) {
		fmt.Println(v.name, v.data[19], v.next == &b)
	}
	for _, f := range echo(func() int { return 42 }) {
		fmt.Println(f())
	}
	for _, p := range echo(&b) {
		fmt.Println(p == &b)
	}

	c := make(chan int, 3)
	fmt.Println(len(c), cap(c))
	c <- 1
	c <- 2
	fmt.Println(len(c), cap(c))
	close(c)
	for range 3 {
		v, ok := <-c
		fmt.Println(v, ok, len(c))
	}
	var none chan int
	fmt.Println(len(none), cap(none), none == nil)

	cc := make(chan chan string, 1)
	go func() {
		reply := <-cc
		reply <- "answer"
	}()
	reply := make(chan string)
	cc <- reply
	fmt.Println(<-reply)

	var ro <-chan int = c
	var so chan<- int = make(chan int, 1)
	so <- 1
	_, ok := <-ro
	fmt.Println(ok, len(so))
	fmt.Printf("%T %T %T\n", c, ro, so)

	try := func(what string, f func()) {
		defer func() { fmt.Println(what, "->", recover()) }()
		f()
	}
	try("close of closed", func() { close(c) })
	try("send on closed", func() { c <- 1 })
	try("close of nil", func() { close(none) })
	n := -1
	try("negative size", func() { _ = make(chan int, n) })
	blocked := make(chan int)
	go func() { close(blocked) }()
	try("close while sending", func() { blocked <- 1 })

	// A value in flight is a copy.
	a := [2]int{1, 2}
	ca := make(chan [2]int, 1)
	ca <- a
	a[0] = 9
	fmt.Println(<-ca, a)
	// The channel and value of a send are evaluated before anything waits.
	order := make(chan int, 4)
	pick := func(name string, c chan int) chan int { fmt.Println("channel", name); return c }
	value := func(v int) int { fmt.Println("value", v); return v }
	pick("x", order) <- value(1)
	fmt.Println(<-pick("y", order) + value(2))
}
