// A panic in a deferred call while another is under way: both are printed.
// exit: 2
// stderr: panic: first
// stderr: 	panic: second
package main

import "fmt"

func main() {
	defer fmt.Println("last")
	defer func() {
		panic("second")
	}()
	panic("first")
}
