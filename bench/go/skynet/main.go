// A tree of goroutines: each starts ten, down to the leaves, which send their numbers up to be added. An operation is a leaf.
package main

import "bench/stopwatch"

func skynet(up chan int, number, size int) {
	if size == 1 {
		up <- number
		return
	}
	down := make(chan int)
	size /= 10
	for i := range 10 {
		go skynet(down, number+i*size, size)
	}
	sum := 0
	for range 10 {
		sum += <-down
	}
	up <- sum
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	up := make(chan int)
	go skynet(up, 0, n)
	stopwatch.StopInt(n, <-up)
}
