// Two goroutines send a number to and fro over two unbuffered channels. An operation is a round trip.
package main

import "bench/stopwatch"

func main() {
	n := stopwatch.Size()
	there, back := make(chan int), make(chan int)
	go func() {
		for v := range there {
			back <- v + 1
		}
		close(back)
	}()
	stopwatch.Start()
	v := 0
	for range n {
		there <- v
		v = <-back
	}
	stopwatch.StopInt(n, v)
	close(there)
	<-back
}
