// runtime.GoroutineProfile knows where goroutines are; what it and debug.SetCrashOutput return.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
)

func wait(c chan int, depth int) {
	if depth > 0 {
		wait(c, depth-1)
		return
	}
	<-c
}

func main() {
	c := make(chan int)
	for depth := range 4 {
		go wait(c, depth)
	}
	runtime.Gosched()

	n, ok := runtime.GoroutineProfile(nil)
	fmt.Println(n, ok)
	records := make([]runtime.StackRecord, n+10)
	n, ok = runtime.GoroutineProfile(records)
	fmt.Println(n, ok)
	calls := map[string]int{}
	for _, r := range records[:n] {
		frames := runtime.CallersFrames(r.Stack())
		for {
			frame, more := frames.Next()
			if frame.Function == "main.wait" || frame.Function == "main.main" {
				calls[frame.Function]++
			}
			if !more {
				break
			}
		}
	}
	fmt.Println(calls)
	for range 4 {
		c <- 1
	}

	path := os.TempDir() + "/weft-crash-output"
	f, err := os.Create(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.Remove(path)
	fmt.Println(debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close())
	fmt.Println(debug.SetCrashOutput(nil, debug.CrashOptions{}))
}
