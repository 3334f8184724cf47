// Panic texts of several lines are indented.
// exit: 2
// stderr: panic: line one
// stderr: 	line two
package main

func main() {
	panic("line one\nline two")
}
