// Goroutines that only yield to each other. An operation is one yield.
package main

import (
	"runtime"

	"bench/stopwatch"
)

const goroutines = 4

func main() {
	n := stopwatch.Size() / goroutines
	count := 0
	done := make(chan bool)
	stopwatch.Start()
	for range goroutines {
		go func() {
			for range n {
				count++
				runtime.Gosched()
			}
			done <- true
		}()
	}
	for range goroutines {
		<-done
	}
	stopwatch.StopInt(n*goroutines, count)
}
