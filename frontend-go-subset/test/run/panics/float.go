// An uncaught panic with a float.
// exit: 2
// stderr: panic: 3.25
package main

func main() {
	x := 6.5
	panic(x / 2)
}
