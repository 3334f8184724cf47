// select without cases blocks for ever.
// exit: 2
// stderr: fatal error: all goroutines are asleep - deadlock!
// stderr: goroutine 1 [select (no cases)]:
package main

import "fmt"

func main() {
	done := make(chan bool)
	go func() { fmt.Println("other goroutine"); done <- true }()
	<-done
	select {}
}
