// An uncaught panic with a value of a type that the runtime cannot print shows its address.
// exit: 2
// stderr: panic: (main.box) 0x
package main

type box struct{ a, b int }

func main() {
	panic(box{1, 2})
}
