// A deadlock's report says where each goroutine waits.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
// stderr: goroutine 1 [chan receive]:
// stderr: main.main()
// stderr: trace-deadlock.go:41 +0x
// stderr: [select]:
// stderr: main.choose(
// stderr: trace-deadlock.go:23 +0x
// stderr: main.main.func1(
// stderr: trace-deadlock.go:33 +0x
// stderr: created by main.main in goroutine 1
// stderr: trace-deadlock.go:32
// stderr: [sync.Mutex.Lock]:
// stderr: main.main.func2(
// stderr: trace-deadlock.go:38 +0x
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
