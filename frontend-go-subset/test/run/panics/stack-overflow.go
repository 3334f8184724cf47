// Endless recursion ends with Go's message.
// exit: 2
// stderr: fatal error: stack overflow
package main

import "fmt"

type node struct{ next *node }

func (n *node) length() int { return 1 + n.next.length() }

func main() {
	ring := &node{}
	ring.next = &node{ring}
	fmt.Println("start")
	fmt.Println(ring.length())
}
