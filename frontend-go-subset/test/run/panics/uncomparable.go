// Comparing interface values of an uncomparable type, uncaught.
// exit: 2
// stderr: panic: runtime error: comparing uncomparable type map[string]int
package main

import "fmt"

func same(a, b any) bool { return a == b }

func main() {
	fmt.Println(same(1, 1), same(map[string]int{}, 2), same(nil, []int{}))
	fmt.Println(same(map[string]int{}, map[string]int{}))
}
