// Ten workers pass a turn round in a ring of channels, n turns in all. An operation is one turn.
package main

import "bench/stopwatch"

const workers = 10

func main() {
	n := stopwatch.Size()
	var ring [workers]chan int
	for i := range ring {
		ring[i] = make(chan int)
	}
	done := make(chan int)
	stopwatch.Start()
	for i := range ring {
		go func() {
			next := ring[(i+1)%workers]
			for turn := range ring[i] {
				if turn == n {
					done <- turn
					return
				}
				next <- turn + 1
			}
		}()
	}
	ring[0] <- 1
	stopwatch.StopInt(n, <-done)
}
