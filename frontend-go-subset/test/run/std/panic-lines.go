// On which line an expression of several lines panics: the bracket's, the operator's, the call's; and where deferred calls
// and the cases of a select are.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

// line runs f, which panics, and returns the line in f.
func line(f func()) (at int) {
	defer func() {
		recover()
		pcs := make([]uintptr, 50)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
		for {
			frame, more := frames.Next()
			if strings.HasPrefix(frame.Function, "main.main.func") {
				at = frame.Line
				return
			}
			if !more {
				return
			}
		}
	}()
	f()
	return 0
}

var (
	list    []int
	text    = "abc"
	zero    int
	none    shape
	nothing *struct{ c chan int }
	far     = 7
)

func main() {
	fmt.Println(line(func() {
		_ = list[far]
	}))
	fmt.Println(line(func() {
		_ = 1 +
			int(text[far])
	}))
	fmt.Println(line(func() {
		list = list[1:far]
	}))
	fmt.Println(line(func() {
		far =
			1 +
				far/
					zero
	}))
	fmt.Println(line(func() {
		_ = none.
			area()
	}))
	fmt.Println(line(func() {
		select {
		case <-make(chan int):
		case <-nothing.c:
		}
	}))
	func() {
		defer func() {
			_, _, at, _ := runtime.Caller(1)
			fmt.Println(at)
		}()
		far++
	}()
}
