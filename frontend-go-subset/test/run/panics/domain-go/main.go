// exit: 2
// stderr: go.example.org/app/p.Fail(...)

// Functions of packages in a domain go.something are in traces as all others are.
package main

import (
	"fmt"

	"go.example.org/app/p"
)

func main() {
	fmt.Println(p.Where())
	p.Fail()
}
