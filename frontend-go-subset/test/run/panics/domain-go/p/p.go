// Package p is of a domain that begins like the names of weft's own functions.
package p

import "runtime"

// Where returns the name of the function that calls Where's caller, and of that one.
func Where() (names [2]string) {
	var pcs [2]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	for i := range names {
		frame, _ := frames.Next()
		names[i] = frame.Function
	}
	return names
}

// Fail panics.
func Fail() { panic("failed") }
