// select: default, readiness, fairness, both directions, nil and closed channels, evaluation.
package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int, 1), make(chan string, 1)
	select {
	case v := <-a:
		fmt.Println(v)
	default:
		fmt.Println("nothing")
	}
	b <- "text"
	select {
	case v := <-a:
		fmt.Println("a", v)
	case v, ok := <-b:
		fmt.Println("b", v, ok)
	}
	select {
	case a <- 5:
		fmt.Println("sent")
	case v := <-b:
		fmt.Println("b", v)
	}
	fmt.Println(<-a)

	// Both ready: both are chosen at times.
	counts := [3]int{}
	for range 3000 {
		x, y, z := make(chan int, 1), make(chan int, 1), make(chan int, 1)
		x <- 1
		z <- 1
		select {
		case <-x:
			counts[0]++
		case y <- 1:
			counts[1]++
		case <-z:
			counts[2]++
		}
	}
	for _, n := range counts {
		fmt.Println(n > 800 && n < 1200)
	}

	// Blocking in select from both sides.
	c, d, quit := make(chan int), make(chan int), make(chan struct{})
	go func() {
		for i := range 4 {
			select {
			case c <- i:
			case d <- i * 10:
			}
		}
		close(quit)
	}()
	sum := 0
loop:
	for {
		select {
		case v := <-c:
			sum += v + 1
			c = nil // only d from now on
		case v := <-d:
			sum += v/10 + 1
		case <-quit:
			break loop
		}
	}
	fmt.Println("sum", sum)

	// Two selects meet.
	e, f := make(chan int), make(chan int)
	done := make(chan string)
	go func() {
		select {
		case e <- 1:
			done <- "sent e"
		case v := <-f:
			done <- fmt.Sprint("received f ", v)
		}
	}()
	select {
	case f <- 2:
	case <-e:
	}
	msg := <-done
	fmt.Println(msg == "sent e" || msg == "received f 2")

	// A closed channel is always ready; a send on one panics.
	close(e)
	select {
	case v, ok := <-e:
		fmt.Println(v, ok)
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case e <- 1:
		default:
		}
	}()
	g := make(chan int)
	go func() {
		time.Sleep(time.Millisecond)
		close(g)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case g <- 1:
		case <-make(chan bool):
		}
	}()

	// Timeouts.
	select {
	case <-make(chan int):
	case <-time.After(2 * time.Millisecond):
		fmt.Println("timeout")
	}

	// Everything is evaluated once, in order, chosen or not.
	ch := func(name string, c chan int) chan int { fmt.Println("chan", name); return c }
	val := func(v int) int { fmt.Println("val", v); return v }
	out := make(chan int, 1)
	var arr [2]int
	idx := func() int { fmt.Println("index"); return 1 }
	select {
	case arr[idx()] = <-ch("one", nil):
	case ch("two", nil) <- val(2):
	case ch("three", out) <- val(3):
		fmt.Println("three it is")
	}
	select {
	case arr[idx()] = <-out:
	}
	fmt.Println(arr)

	// Large values through select.
	type wide [30]int
	w := make(chan wide)
	go func() {
		var v wide
		v[29] = 29
		select {
		case w <- v:
		case <-time.After(time.Minute):
		}
	}()
	select {
	case v := <-w:
		fmt.Println(v[29])
	}
	for range 2 {
		select {
		case <-quit:
			continue
		}
	}
	fmt.Println("end")
}
