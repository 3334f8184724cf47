// runtime.Pinner, and profiles that were never switched on.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	var p runtime.Pinner
	x := new(int)
	p.Pin(x)
	runtime.GC()
	*x = 4
	p.Unpin()
	fmt.Println(*x)
	n, ok := runtime.BlockProfile(nil)
	fmt.Println(n, ok, runtime.SetMutexProfileFraction(-1))
}
