// One package in several files, with no go.mod.
package main

import "fmt"

var total = add(one, two)

func main() {
	fmt.Println(total, one, two, table["b"], describe(thing{3}))
	for _, s := range steps {
		fmt.Print(s, " ")
	}
	fmt.Println()
}

func init() { steps = append(steps, "main") }
