// runtime.Goexit runs the deferred calls and ends the goroutine only.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func deep(n int) {
	defer func() {
		if n%2 == 0 {
			fmt.Println("deferred", n, recover())
		}
	}()
	if n == 0 {
		runtime.Goexit()
	}
	deep(n - 1)
	fmt.Println("not reached")
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		deep(4)
	}()
	wg.Wait()
	fmt.Println("goroutines", runtime.NumGoroutine())
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("while exiting")
		}()
		runtime.Goexit()
	}()
	<-done
	fmt.Println("main goes on")
}
