// Nobody is left to run.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
// stderr: goroutine 1 [chan receive]:
package main

import "fmt"

func main() {
	c := make(chan int)
	go func() { fmt.Println("received", <-c) }()
	c <- 1
	fmt.Println("waiting")
	<-c
	fmt.Println("not reached")
}
