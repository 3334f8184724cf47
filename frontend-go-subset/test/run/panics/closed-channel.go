// Closing a closed channel, uncaught.
// exit: 2
// stderr: panic: close of closed channel
package main

import "fmt"

func main() {
	c := make(chan int, 2)
	c <- 1
	close(c)
	v, ok := <-c
	fmt.Println(v, ok)
	v, ok = <-c
	fmt.Println(v, ok)
	close(c)
}
