// A nil dereference, uncaught: Go also names the signal.
// exit: 2
// stderr: panic: runtime error: invalid memory address or nil pointer dereference
package main

import "fmt"

type list struct {
	value int
	next  *list
}

func main() {
	l := &list{1, &list{2, nil}}
	for {
		fmt.Println(l.value)
		l = l.next
	}
}
