// An uncaught panic with a Stringer: the text comes from its String method.
// exit: 2
// stderr: panic: level!
package main

import "fmt"

type level int

func (l level) String() string { return "level!" }

func main() {
	fmt.Println(level(3))
	panic(level(3))
}
