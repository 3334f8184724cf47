// A failed type assertion, uncaught.
// exit: 2
// stderr: panic: interface conversion: interface {} is string, not int
package main

import "fmt"

func main() {
	values := []any{1, 2, "three"}
	sum := 0
	for _, v := range values {
		sum += v.(int)
		fmt.Println(sum)
	}
}
