// Callers finds calls however many there are.
package main

import (
	"fmt"
	"runtime"
)

//go:noinline
func deep(n int) int {
	if n == 0 {
		pcs := make([]uintptr, 2000)
		k := runtime.Callers(0, pcs)
		frames := runtime.CallersFrames(pcs[:k])
		c := 0
		for {
			f, more := frames.Next()
			if f.Function == "main.deep" {
				c++
			}
			if !more {
				break
			}
		}
		return c
	}
	return deep(n-1) + 0
}

func main() {
	fmt.Println(deep(500))
}
