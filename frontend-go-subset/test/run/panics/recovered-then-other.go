// Once a panic is recovered, a later one stands alone.
// exit: 2
// stderr: panic: later
package main

import (
	"fmt"
	"os"
)

func quiet(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stdout, "quiet:", r)
		}
	}()
	f()
}

func main() {
	quiet(func() { panic("one") })
	quiet(func() {
		defer func() { panic(fmt.Sprint("two after ", recover())) }()
		panic("zero")
	})
	quiet(func() {})
	panic("later")
}
