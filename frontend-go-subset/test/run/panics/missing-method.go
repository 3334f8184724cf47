// A failed assertion to an interface names the missing method.
// exit: 2
// stderr: panic: interface conversion: main.duck is not main.swimmer: missing method swim
package main

import "fmt"

type quacker interface{ quack() string }
type swimmer interface{ swim() string }
type duck struct{}

func (duck) quack() string { return "quack" }
func (*duck) swim() string { return "swims" }

func main() {
	var q quacker = &duck{}
	fmt.Println(q.(swimmer).swim())
	q = duck{}
	fmt.Println(q.quack())
	fmt.Println(q.(swimmer).swim())
}
