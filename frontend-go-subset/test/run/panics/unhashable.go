// A map key of an unhashable dynamic type, uncaught.
// exit: 2
// stderr: panic: runtime error: hash of unhashable type []int
package main

import "fmt"

func main() {
	m := map[any]int{}
	for _, k := range []any{1, "a", [2]int{}, struct{ x any }{2}, []int{1}} {
		m[k]++
		fmt.Println(len(m))
	}
}
