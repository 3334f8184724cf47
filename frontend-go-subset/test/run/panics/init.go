// A panic in an init function: main does not run.
// exit: 2
// stderr: panic: in init
package main

import "fmt"

var ready = func() bool { fmt.Println("variables"); return true }()

func init() {
	fmt.Println("init", ready)
	panic("in init")
}

func main() {
	fmt.Println("must not be printed")
}
