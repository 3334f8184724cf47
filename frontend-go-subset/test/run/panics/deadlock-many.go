// A deadlock of several goroutines that wait for each other.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
// stderr: goroutine 1 [sync.WaitGroup.Wait]:
package main

import (
	"fmt"
	"sync"
)

func main() {
	a, b := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			select {
			case <-a:
			case b <- i:
			}
			<-a
		}()
	}
	fmt.Println(<-b >= 0, <-b >= 0)
	a <- 1
	wg.Wait()
}
