// Panics raised by deferred calls during panics: the whole chain is printed, oldest first.
// exit: 2
// stderr: panic: one
// stderr: 	panic: two
// stderr: 	panic: three
package main

import "fmt"

func main() {
	defer func() {
		defer func() {
			fmt.Println("innermost deferred call")
			panic("three")
		}()
		panic(fmt.Errorf("two"))
	}()
	panic("one")
}
