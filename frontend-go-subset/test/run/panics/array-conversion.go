// A slice too short for the array it is converted to, uncaught.
// exit: 2
// stderr: panic: runtime error: cannot convert slice with length 2 to array or pointer to array with length 4
package main

import "fmt"

func head(b []byte) [4]byte { return [4]byte(b) }

func main() {
	fmt.Println(head([]byte("abcdef")))
	fmt.Println(head([]byte("ab")))
}
