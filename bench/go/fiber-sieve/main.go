// The first n primes: every prime is a goroutine that passes on the numbers it does not divide. An operation is one number
// passed to a goroutine.
package main

import (
	"strconv"

	"bench/stopwatch"
)

func generate(to chan<- int, stop <-chan bool) {
	for i := 2; ; i++ {
		select {
		case to <- i:
		case <-stop:
			close(to)
			return
		}
	}
}

func filter(from <-chan int, to chan<- int, prime int, passed *int) {
	for v := range from {
		*passed++
		if v%prime != 0 {
			to <- v
		}
	}
	close(to)
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	stop := make(chan bool)
	first := make(chan int)
	go generate(first, stop)
	from := first
	prime, passed := 0, 0
	for range n {
		prime = <-from
		to := make(chan int)
		go filter(from, to, prime, &passed)
		from = to
	}
	stopwatch.Stop(passed, strconv.Itoa(prime))
	close(stop)
	for range from {
	}
}
