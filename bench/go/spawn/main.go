// Goroutines that start, count and end, a hundred at a time. An operation is one goroutine.
package main

import (
	"sync"

	"bench/stopwatch"
)

const batch = 100

func main() {
	n := stopwatch.Size() / batch
	count := 0
	var group sync.WaitGroup
	stopwatch.Start()
	for range n {
		group.Add(batch)
		for i := range batch {
			go func() {
				count += i
				group.Done()
			}()
		}
		group.Wait()
	}
	stopwatch.StopInt(n*batch, count)
}
