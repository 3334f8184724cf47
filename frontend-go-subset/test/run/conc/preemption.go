// measures time: the sleeper must wake in time
// A goroutine that never calls anything cannot keep the others from running.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

var spins uint64

func main() {
	var stop atomic.Bool
	ended := make(chan bool)
	go func() {
		for !stop.Load() {
			spins++
		}
		ended <- true
	}()
	time.Sleep(20 * time.Millisecond)
	fmt.Println("main runs beside a busy loop")
	stop.Store(true)
	fmt.Println(<-ended, spins > 0)

	ticks := 0
	timer := time.NewTicker(5 * time.Millisecond)
	quit := make(chan bool)
	go func() {
		x := uint32(1)
		for {
			x ^= x << 13
			x ^= x >> 17
			x ^= x << 5
			if x == 0 {
				quit <- true
			}
		}
	}()
	for range 3 {
		select {
		case <-timer.C:
			ticks++
		case <-quit:
		}
	}
	fmt.Println(ticks)
}
