// select in programs: timeouts, quit channels, priorities, fan-in, nil to switch a case off, sends and receives mixed.
package main

import (
	"fmt"
	"time"
)

func fanIn(a, b <-chan string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for a != nil || b != nil {
			select {
			case s, ok := <-a:
				if !ok {
					a = nil
					continue
				}
				out <- s
			case s, ok := <-b:
				if !ok {
					b = nil
					continue
				}
				out <- s
			}
		}
	}()
	return out
}

func emit(name string, n int) <-chan string {
	c := make(chan string)
	go func() {
		for i := range n {
			c <- fmt.Sprint(name, i)
		}
		close(c)
	}()
	return c
}

func buffer(in <-chan int, out chan<- int) {
	var pending []int
	for in != nil || len(pending) > 0 {
		var send chan<- int
		var first int
		if len(pending) > 0 {
			send, first = out, pending[0]
		}
		select {
		case v, ok := <-in:
			if !ok {
				in = nil
				break
			}
			pending = append(pending, v)
		case send <- first:
			pending = pending[1:]
		}
	}
	close(out)
}

func try(c chan int, v int) string {
	select {
	case c <- v:
		return "sent"
	case got := <-c:
		return fmt.Sprint("got ", got)
	default:
		return "neither"
	}
}

func counter(inc <-chan int, get chan<- int, quit <-chan struct{}) {
	n := 0
	for {
		select {
		case d := <-inc:
			n += d
		case get <- n:
		case <-quit:
			return
		}
	}
}

func main() {
	count := map[byte]int{}
	for s := range fanIn(emit("a", 5), emit("b", 7)) {
		count[s[0]]++
	}
	fmt.Println(count['a'], count['b'])
	in, out := make(chan int), make(chan int)
	go buffer(in, out)
	for i := range 100 {
		in <- i
	}
	close(in)
	sum, ordered, last := 0, true, -1
	for v := range out {
		sum += v
		ordered = ordered && v == last+1
		last = v
	}
	fmt.Println(sum, ordered)
	c := make(chan int, 1)
	fmt.Println(try(make(chan int), 1), try(nil, 1), try(c, 2), try(c, 3))
	inc, get, quit := make(chan int), make(chan int), make(chan struct{})
	go counter(inc, get, quit)
	for i := range 10 {
		inc <- i
	}
	fmt.Println(<-get, <-get)
	close(quit)
	slow := make(chan int)
	select {
	case <-slow:
		fmt.Println("unexpected")
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	urgent, normal := make(chan int, 5), make(chan int, 5)
	for i := range 5 {
		urgent <- i
		normal <- i * 10
	}
	for range 10 {
		select {
		case v := <-urgent:
			fmt.Print("u", v, " ")
			continue
		default:
		}
		select {
		case v := <-urgent:
			fmt.Print("u", v, " ")
		case v := <-normal:
			fmt.Print("n", v, " ")
		}
	}
	fmt.Println()
	a, b := make(chan int), make(chan int)
	go func() { a <- <-b + 1 }()
	steps := 0
	for done := false; !done; steps++ {
		select {
		case b <- 41:
		case v := <-a:
			fmt.Println(v)
			done = true
		}
	}
	fmt.Println(steps)
	ten := make([]chan int, 10)
	for i := range ten {
		ten[i] = make(chan int)
		go func() { ten[i] <- i }()
	}
	got := 0
	for range ten {
		select {
		case v := <-ten[0]:
			got += v
		case v := <-ten[1]:
			got += v
		case v := <-ten[2]:
			got += v
		case v := <-ten[3]:
			got += v
		case v := <-ten[4]:
			got += v
		case v := <-ten[5]:
			got += v
		case v := <-ten[6]:
			got += v
		case v := <-ten[7]:
			got += v
		case v := <-ten[8]:
			got += v
		case v := <-ten[9]:
			got += v
		}
	}
	fmt.Println(got)
}
