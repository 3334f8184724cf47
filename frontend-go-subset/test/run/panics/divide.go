// Integer division by zero, uncaught.
// exit: 2
// stderr: panic: runtime error: integer divide by zero
package main

import "fmt"

func mean(xs ...int) int {
	t := 0
	for _, x := range xs {
		t += x
	}
	return t / len(xs)
}

func main() {
	fmt.Println(mean(1, 2, 6))
	fmt.Println(mean())
}
