// Endless recursion in a goroutine that cannot be recovered.
// exit: 2
// stderr: fatal error: stack overflow
package main

import "fmt"

func ping(n int) int { return pong(n+1) + 1 }
func pong(n int) int { return ping(n+1) + 1 }

func main() {
	done := make(chan int)
	go func() {
		defer func() { fmt.Println("never", recover()) }()
		done <- ping(0)
	}()
	fmt.Println("start")
	<-done
}
