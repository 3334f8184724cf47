// Goexit in main lets the others finish; then nobody is left.
// exit: 2
// stderr: fatal error: no goroutines (main called runtime.Goexit) - deadlock!
package main

import (
	"fmt"
	"runtime"
)

func main() {
	defer fmt.Println("main deferred")
	go func() { fmt.Println("still running") }()
	runtime.Goexit()
}
