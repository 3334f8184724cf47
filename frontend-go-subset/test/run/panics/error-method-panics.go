// The Error method of the panic's value panics itself.
// exit: 2
// stderr: fatal error: panic while printing panic value: in Error
package main

import "fmt"

type bad struct{}

func (bad) Error() string { panic("in Error") }

func main() {
	fmt.Println("start")
	panic(bad{})
}
