// Two goroutines hand a turn to each other with two mutexes: each locks its own, which only the other one unlocks. An
// operation is one turn, for which the other goroutine had to wait.
package main

import (
	"sync"

	"bench/stopwatch"
)

func main() {
	n := stopwatch.Size() / 2
	var ping, pong sync.Mutex
	pong.Lock()
	count := 0
	done := make(chan bool)
	stopwatch.Start()
	go func() {
		for range n {
			pong.Lock()
			count++
			ping.Unlock()
		}
		done <- true
	}()
	for range n {
		ping.Lock()
		count++
		pong.Unlock()
	}
	<-done
	stopwatch.StopInt(2*n, count)
}
