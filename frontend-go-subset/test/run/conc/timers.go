// measures time: sleeps must end in their order
// Sleep, After, Timer, AfterFunc, Ticker: what happens in which order.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	start := time.Now()
	out := make(chan int, 10)
	for _, n := range []int{50, 10, 90, 30, 70} {
		go func() {
			time.Sleep(time.Duration(n) * time.Millisecond)
			out <- n
		}()
	}
	for range 5 {
		fmt.Print(<-out, " ")
	}
	d := time.Since(start)
	fmt.Println(d >= 90*time.Millisecond, d < 5*time.Second)

	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("after")
	case <-time.After(10 * time.Second):
		fmt.Println("too late")
	}
	timer := time.NewTimer(time.Hour)
	fmt.Println(timer.Stop(), timer.Stop(), timer.Reset(5*time.Millisecond))
	<-timer.C
	fmt.Println(timer.Stop(), timer.Reset(time.Hour), timer.Stop())

	var mu sync.Mutex
	var log []string
	done := make(chan bool)
	add := func(s string) func() {
		return func() {
			mu.Lock()
			defer mu.Unlock()
			log = append(log, s)
			if len(log) == 3 {
				done <- true
			}
		}
	}
	time.AfterFunc(60*time.Millisecond, add("third"))
	time.AfterFunc(5*time.Millisecond, add("first"))
	cancelled := time.AfterFunc(20*time.Millisecond, add("never"))
	time.AfterFunc(30*time.Millisecond, add("second"))
	fmt.Println(cancelled.Stop())
	<-done
	fmt.Println(log)

	ticker := time.NewTicker(5 * time.Millisecond)
	n := 0
	for range ticker.C {
		n++
		if n == 4 {
			ticker.Stop()
			break
		}
	}
	fmt.Println(n)
	ticker.Reset(2 * time.Millisecond)
	<-ticker.C
	ticker.Stop()
	select {
	case <-ticker.C:
	case <-time.After(20 * time.Millisecond):
		fmt.Println("stopped")
	}
	time.Sleep(0)
	time.Sleep(-time.Second)
	var zero time.Duration
	<-time.After(zero)
	busy := make(chan int)
	go func() {
		i := 0
		for begin := time.Now(); time.Since(begin) < 20*time.Millisecond; i++ {
		}
		busy <- i
	}()
	fmt.Println(<-busy > 0)
	fmt.Println(time.Duration(90061)*time.Second, 1500*time.Microsecond, time.Duration(0), 2*time.Hour+30*time.Minute, (1500 * time.Millisecond).Seconds())
}
