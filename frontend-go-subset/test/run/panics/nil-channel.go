// Sending on a nil channel blocks for ever.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
// stderr: goroutine 1 [chan send (nil chan)]:
package main

func main() {
	var c chan int
	c <- 1
}
