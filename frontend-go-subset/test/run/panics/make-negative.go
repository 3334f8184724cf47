// make with a negative length, uncaught.
// exit: 2
// stderr: panic: runtime error: makeslice: len out of range
package main

import "fmt"

func main() {
	for n := 2; ; n -= 2 {
		fmt.Println(len(make([]int64, n)))
	}
}
