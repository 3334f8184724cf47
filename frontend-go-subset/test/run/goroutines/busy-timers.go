// measures time: timers go off while other goroutines are busy, not tens of turns later
package main

import (
	"fmt"
	"time"
)

func main() {
	ticks := 0
	go func() {
		for {
			time.Sleep(time.Millisecond)
			ticks++
		}
	}()
	expired := false
	time.AfterFunc(50*time.Millisecond, func() { expired = true })
	sum := 0
	start := time.Now()
	for ticks < 12 && time.Since(start) < 3*time.Second {
		for i := range 1000000 {
			sum += i ^ sum
		}
	}
	fmt.Println(ticks >= 12, expired)
}
