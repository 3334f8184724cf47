// 100,000 goroutines at once: all parked, then all woken.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	const n = 100000
	start, results := make(chan struct{}), make(chan int, 100)
	for i := range n {
		go func() {
			<-start
			results <- i
		}()
	}
	close(start)
	sum := 0
	for range n {
		sum += <-results
	}
	fmt.Println(sum)

	var wg sync.WaitGroup
	var mu sync.Mutex
	count := 0
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			count++
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(count)

	first := make(chan int)
	in := first
	for range 10000 {
		out := make(chan int)
		go func(in <-chan int, out chan<- int) { out <- 1 + <-in }(in, out)
		in = out
	}
	first <- 0
	fmt.Println(<-in)
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	fmt.Println(runtime.NumGoroutine())
	var tree func(depth int, out chan<- int)
	tree = func(depth int, out chan<- int) {
		if depth == 0 {
			out <- 1
			return
		}
		c := make(chan int)
		go tree(depth-1, c)
		go tree(depth-1, c)
		out <- <-c + <-c + 1
	}
	root := make(chan int)
	go tree(14, root)
	fmt.Println(<-root)
}
