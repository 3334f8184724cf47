// A call of a nil function value, uncaught.
// exit: 2
// stderr: panic: runtime error: invalid memory address or nil pointer dereference
package main

import "fmt"

func main() {
	handlers := map[string]func(){"a": func() { fmt.Println("a called") }}
	handlers["a"]()
	handlers["b"]()
}
