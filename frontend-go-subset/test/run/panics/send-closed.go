// Sending on a closed channel, uncaught, in another goroutine.
// exit: 2
// stderr: panic: send on closed channel
package main

import "fmt"

func main() {
	c, ready := make(chan int), make(chan bool)
	go func() {
		ready <- true
		c <- 1
	}()
	<-ready
	close(c)
	fmt.Println("closed")
	select {}
}
