// Finalizers and cleanups that runtime.GC finds to be due run before it returns, without another switch of goroutines.
package main

import (
	"fmt"
	"runtime"
)

type node struct{ next *node }

//go:noinline
func lose(n int, finalized, cleaned *int) {
	for range n {
		a := &node{&node{}}
		runtime.SetFinalizer(a, func(*node) { *finalized++ })
		runtime.AddCleanup(a.next, func(by int) { *cleaned += by }, 2)
	}
}

func main() {
	var finalized, cleaned int
	lose(10, &finalized, &cleaned)
	for i := 0; i < 5 && (finalized < 10 || cleaned < 20); i++ {
		runtime.GC()
	}
	fmt.Println(finalized, cleaned)
}
