// Goroutines and channels without any library.
//
// stderr: pipeline 30
// stderr: sieve 58 59
// stderr: buffered 2 2 x 1
// stderr: closed y true true false
// stderr: reply ann0
// stderr: reply bob1
// stderr: done true
// stderr: fan in 4950
// stderr: ping pong 1000 false
// stderr: recovered in goroutine
// stderr: same false true 5

package main

func produce(n int, out chan<- int) {
	for i := range n {
		out <- i
	}
	close(out)
}

func square(in <-chan int, out chan<- int) {
	for v := range in {
		out <- v * v
	}
	close(out)
}

func filter(in <-chan int, out chan<- int, prime int) {
	for v := range in {
		if v%prime != 0 {
			out <- v
		}
	}
	close(out)
}

func sieve(limit int) (primes []int) {
	in := make(chan int)
	go func() {
		for i := 2; i < limit; i++ {
			in <- i
		}
		close(in)
	}()
	for {
		p, ok := <-in
		if !ok {
			return
		}
		primes = append(primes, p)
		next := make(chan int)
		go filter(in, next, p)
		in = next
	}
}

type message struct {
	from  string
	n     int
	reply chan<- string
}

func server(requests <-chan message, done chan<- bool) {
	for m := range requests {
		m.reply <- m.from + string(rune('0'+m.n))
	}
	done <- true
}

func main() {
	a, b := make(chan int), make(chan int, 3)
	go produce(5, a)
	go square(a, b)
	sum := 0
	for v := range b {
		sum += v
	}
	println("pipeline", sum)
	primes := sieve(60)
	println("sieve", len(primes), primes[len(primes)-1])

	buffered := make(chan string, 2)
	buffered <- "x"
	buffered <- "y"
	println("buffered", len(buffered), cap(buffered), <-buffered, len(buffered))
	close(buffered)
	v, ok := <-buffered
	w, ok2 := <-buffered
	println("closed", v, ok, w == "", ok2)

	requests, done := make(chan message), make(chan bool)
	go server(requests, done)
	replies := make(chan string)
	for i, name := range []string{"ann", "bob"} {
		requests <- message{name, i, replies}
		println("reply", <-replies)
	}
	close(requests)
	println("done", <-done)

	results := make(chan int)
	for i := range 100 {
		go func() { results <- i }()
	}
	total := 0
	for range 100 {
		total += <-results
	}
	println("fan in", total)

	ping, pong := make(chan int), make(chan int)
	go func() {
		for n := range ping {
			pong <- n + 1
		}
		close(pong)
	}()
	n := 0
	for range 1000 {
		ping <- n
		n = <-pong
	}
	close(ping)
	_, ok = <-pong
	println("ping pong", n, ok)

	failed := make(chan string)
	go func() {
		defer func() { failed <- recover().(string) }()
		panic("in goroutine")
	}()
	println("recovered", <-failed)
	chans := []chan int{make(chan int, 1), make(chan int, 1)}
	chans[1] <- 5
	println("same", chans[0] == chans[1], chans[0] == chans[0], <-chans[1])
}
