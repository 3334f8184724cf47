// Goroutines that wait on a channel, all at once; then it is closed. An operation is one goroutine from start to end. What
// they hold is the program's peak memory, which the harness reads.
package main

import (
	"runtime"

	"bench/stopwatch"
)

func main() {
	n := stopwatch.Size()
	gate := make(chan bool)
	done := make(chan int, 64)
	arrived := 0
	stopwatch.Start()
	for i := range n {
		go func() {
			arrived++
			<-gate
			done <- i
		}()
	}
	for arrived < n {
		runtime.Gosched()
	}
	close(gate)
	sum := 0
	for range n {
		sum += <-done
	}
	stopwatch.StopInt(n, sum)
}
