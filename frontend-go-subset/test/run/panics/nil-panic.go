// panic(nil) becomes a run-time error.
// exit: 2
// stderr: panic: panic called with nil argument
package main

import (
	"fmt"
	"runtime"
)

func main() {
	func() {
		defer func() {
			r := recover()
			_, ok := r.(*runtime.PanicNilError)
			fmt.Println(r, ok)
		}()
		panic(nil)
	}()
	panic(nil)
}
