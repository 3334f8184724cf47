// A producer and a consumer with a channel of 128 numbers between them. An operation is one number.
package main

import "bench/stopwatch"

func main() {
	n := stopwatch.Size()
	numbers := make(chan int, 128)
	stopwatch.Start()
	go func() {
		for i := range n {
			numbers <- i
		}
		close(numbers)
	}()
	sum := 0
	for v := range numbers {
		sum += v
	}
	stopwatch.StopInt(n, sum)
}
