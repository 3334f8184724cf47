// A panic in a goroutine ends the whole program; the deferred calls of other goroutines do not run.
// exit: 2
// stderr: panic: in goroutine
package main

import "fmt"

func main() {
	defer fmt.Println("must not be printed")
	fmt.Println("start")
	c := make(chan int)
	go func() {
		defer fmt.Println("own deferred call")
		panic("in goroutine")
	}()
	<-c
}
