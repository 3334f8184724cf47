// Slice bounds out of range, uncaught.
// exit: 2
// stderr: panic: runtime error: slice bounds out of range [:9] with capacity 4
package main

import "fmt"

func main() {
	s := make([]string, 2, 4)
	fmt.Println(len(s[:4]))
	n := 9
	fmt.Println(s[1:n])
}
