// A recovered panic that is raised again is marked.
// exit: 2
// stderr: panic: original [recovered, repanicked]
package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		fmt.Println("recovered", r)
		panic(r)
	}()
	panic("original")
}
