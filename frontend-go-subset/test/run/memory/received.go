// A value that came through a channel lives as long as the receiver uses it, and not until the next one comes.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

type message struct {
	n    int
	data [1000]byte
}

type labelled struct {
	label string
	*message
}

var gone atomic.Int32

func watched(n int) *message {
	m := &message{n: n}
	runtime.SetFinalizer(m, func(*message) { gone.Add(1) })
	return m
}

// isGone collects until n messages are gone, or gives up.
func isGone(n int32) bool {
	for range 20 {
		runtime.GC()
		runtime.Gosched()
		if gone.Load() >= n {
			return true
		}
	}
	return false
}

//go:noinline
func use(m *message) int { return m.n }

func buffered() chan *message {
	c := make(chan *message, 4)
	for i := range 2 {
		c <- watched(i)
	}
	close(c)
	return c
}

//go:noinline
func ranged(c chan *message) (n int32) {
	for m := range c {
		use(m)
		m = nil
		n++
		fmt.Println("ranged", isGone(n))
	}
	return n
}

//go:noinline
func handed(before int32) {
	c := make(chan labelled)
	go func() { c <- labelled{"x", watched(7)} }()
	fmt.Println(use((<-c).message))
	fmt.Println("handed", isGone(before+1))
	go func() { c <- labelled{"y", watched(8)} }()
	runtime.Gosched()
	<-c
	fmt.Println("dropped", isGone(before+2))
}

//go:noinline
func selected(before int32) {
	c, d := make(chan any, 1), make(chan *message)
	c <- watched(9)
	select {
	case m := <-c:
		fmt.Println(use(m.(*message)))
	case <-d:
	}
	fmt.Println("selected", isGone(before+1))
	c <- watched(10)
	select {
	case <-c:
	case <-d:
	}
	fmt.Println("ignored", isGone(before+2))
	go func() { d <- watched(11) }()
	select {
	case <-c:
	case m, ok := <-d:
		fmt.Println(use(m), ok)
	}
	fmt.Println("awaited", isGone(before+3))
}

func main() {
	n := ranged(buffered())
	handed(n)
	selected(n + 2)
}
