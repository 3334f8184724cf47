// An uncaught panic ends the program with exit code 2; deferred calls still run.
// exit: 2
// stderr: panic: boom
// stderr: goroutine 1 [running]:
package main

import "fmt"

func main() {
	defer fmt.Println("deferred 1")
	defer func() {
		fmt.Println("deferred 2")
	}()
	fmt.Println("before")
	inner()
	fmt.Println("after")
}

func inner() {
	defer fmt.Println("inner deferred")
	panic("boom")
}
