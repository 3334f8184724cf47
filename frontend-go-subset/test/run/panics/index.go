// An index out of range, uncaught.
// exit: 2
// stderr: panic: runtime error: index out of range [5] with length 3
// stderr: goroutine 1 [running]:
package main

import "fmt"

func at(s []int, i int) int { return s[i] }

func main() {
	s := []int{1, 2, 3}
	for i := 0; ; i += 1 + i/2 {
		fmt.Println(i, at(s, i))
		if i == 2 {
			fmt.Println(at(s, i+3))
		}
	}
}
