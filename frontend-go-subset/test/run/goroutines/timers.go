// measures time: sleeps must end in their order
// Sleep, timers, tickers: order and cancellation.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	order := make(chan int, 10)
	for _, n := range []int{5, 1, 4, 2, 3} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(n) * 10 * time.Millisecond)
			order <- n
		}()
	}
	wg.Wait()
	close(order)
	for n := range order {
		fmt.Print(n, " ")
	}
	fmt.Println()

	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop())
	fmt.Println(t.Reset(5 * time.Millisecond))
	<-t.C
	fmt.Println("fired", t.Stop(), len(t.C), cap(t.C))

	// After Stop and Reset no old tick may come, even if it had been sent.
	t = time.NewTimer(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	fmt.Println(t.Reset(20 * time.Millisecond))
	select {
	case <-t.C:
		fmt.Println("stale tick")
	default:
		fmt.Println("no stale tick")
	}
	<-t.C

	start := time.Now()
	ticker := time.NewTicker(5 * time.Millisecond)
	for range 3 {
		<-ticker.C
	}
	ticker.Stop()
	fmt.Println(time.Since(start) >= 14*time.Millisecond)
	ticker.Reset(2 * time.Millisecond)
	<-ticker.C
	ticker.Stop()

	done := make(chan string)
	time.AfterFunc(3*time.Millisecond, func() { done <- "after func" })
	fmt.Println(<-done)
	stopped := time.AfterFunc(time.Hour, func() { fmt.Println("never") })
	fmt.Println(stopped.Stop())

	// Timers for the same moment, many of them.
	const n = 1000
	var count int
	var mu sync.Mutex
	wg.Add(n)
	for i := range n {
		time.AfterFunc(time.Duration(i%7)*time.Millisecond, func() {
			mu.Lock()
			count++
			mu.Unlock()
			wg.Done()
		})
	}
	wg.Wait()
	fmt.Println(count)

	a := time.Now()
	time.Sleep(3 * time.Millisecond)
	b := time.Now()
	fmt.Println(b.After(a), b.Sub(a) >= 3*time.Millisecond, b.Sub(a) < time.Second, a.Before(b), a.Equal(a))
	time.Sleep(0)
	time.Sleep(-1)
	func() {
		defer func() { fmt.Println(recover()) }()
		time.NewTicker(0)
	}()
	fmt.Println(time.Tick(0) == nil)
}
