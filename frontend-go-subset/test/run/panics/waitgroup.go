// A WaitGroup whose counter goes below zero panics.
// exit: 2
// stderr: panic: sync: negative WaitGroup counter
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Done()
	wg.Wait()
	fmt.Println("waited")
	wg.Done()
}
