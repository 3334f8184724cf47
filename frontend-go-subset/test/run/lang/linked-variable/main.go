// A variable that //go:linkname ties to one in another package.
package main

import (
	"fmt"
	_ "unsafe"

	"example.com/linked/a"
)

//go:linkname mine example.com/linked/a.counter
var mine int

func main() {
	fmt.Println(mine, a.Get())
	mine++
	fmt.Println(mine, a.Get(), &mine != nil)
}
