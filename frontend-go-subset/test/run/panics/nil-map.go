// A write to a nil map, uncaught.
// exit: 2
// stderr: panic: assignment to entry in nil map
package main

import "fmt"

type registry struct{ names map[string]int }

func main() {
	var r registry
	fmt.Println(r.names["x"], len(r.names))
	r.names["x"] = 1
}
