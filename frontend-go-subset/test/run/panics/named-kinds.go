// An uncaught panic with a value of a named basic type shows type and value.
// exit: 2
// stderr: panic: main.level(-3)
package main

import "fmt"

type level int8
type label string

func main() {
	defer func() {
		fmt.Println(recover() == label("quoted \"text\""))
		panic(level(-3))
	}()
	panic(label("quoted \"text\""))
}
