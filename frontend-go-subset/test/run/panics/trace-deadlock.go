// A deadlock's report says where each goroutine waits.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
// stderr: goroutine 1 [chan receive]:
// stderr: main.main()
// stderr: trace-deadlock.go:39 +0x
// stderr: [select]:
// stderr: main.choose(
// stderr: trace-deadlock.go:21 +0x
// stderr: main.main.func1(
// stderr: trace-deadlock.go:31 +0x
// stderr: [sync.Mutex.Lock]:
// stderr: main.main.func2(
// stderr: trace-deadlock.go:36 +0x
package main

import "sync"

func choose(a, b chan int) int {
	for {
		select {
		case x := <-a:
			return x
		case b <- 1:
		}
	}
}

func main() {
	go func() {
		choose(make(chan int), make(chan int))
	}()
	var mu sync.Mutex
	mu.Lock()
	go func() {
		mu.Lock()
	}()
	done := make(chan bool)
	<-done
}
