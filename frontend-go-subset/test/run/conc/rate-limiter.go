// measures time: the ticker must keep its pace
// A token bucket on virtual time, and one on a real ticker.
package main

import (
	"fmt"
	"sync"
	"time"
)

type clock interface{ now() time.Duration }

type fake struct {
	mu sync.Mutex
	t  time.Duration
}

func (f *fake) now() time.Duration { f.mu.Lock(); defer f.mu.Unlock(); return f.t }
func (f *fake) advance(d time.Duration) {
	f.mu.Lock()
	f.t += d
	f.mu.Unlock()
}

type bucket struct {
	clock  clock
	rate   float64
	burst  float64
	tokens float64
	last   time.Duration
}

func newBucket(c clock, rate, burst float64) *bucket {
	return &bucket{c, rate, burst, burst, c.now()}
}

func (b *bucket) allow(n float64) bool {
	now := b.clock.now()
	b.tokens = min(b.burst, b.tokens+b.rate*(now-b.last).Seconds())
	b.last = now
	if b.tokens < n {
		return false
	}
	b.tokens -= n
	return true
}

type window struct {
	clock clock
	limit int
	span  time.Duration
	times []time.Duration
}

func (w *window) allow() bool {
	now := w.clock.now()
	for len(w.times) > 0 && now-w.times[0] >= w.span {
		w.times = w.times[1:]
	}
	if len(w.times) >= w.limit {
		return false
	}
	w.times = append(w.times, now)
	return true
}

func main() {
	c := &fake{}
	b := newBucket(c, 2, 4)
	pattern := ""
	for i := range 30 {
		if b.allow(1) {
			pattern += "x"
		} else {
			pattern += "."
		}
		if i%3 == 2 {
			c.advance(500 * time.Millisecond)
		}
	}
	fmt.Println(pattern, b.tokens)
	w := &window{clock: c, limit: 3, span: time.Second}
	pattern = ""
	for range 20 {
		if w.allow() {
			pattern += "x"
		} else {
			pattern += "."
		}
		c.advance(150 * time.Millisecond)
	}
	fmt.Println(pattern)

	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	requests := make(chan int, 5)
	for i := range 5 {
		requests <- i
	}
	close(requests)
	start := time.Now()
	for r := range requests {
		<-ticker.C
		fmt.Print("request ", r, " ")
	}
	fmt.Println(time.Since(start) >= 8*time.Millisecond)
	bursty := make(chan struct{}, 3)
	for range 3 {
		bursty <- struct{}{}
	}
	stop := make(chan bool)
	go func() {
		t := time.NewTicker(time.Millisecond)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				select {
				case bursty <- struct{}{}:
				default:
				}
			case <-stop:
				return
			}
		}
	}()
	n := 0
	for range 8 {
		<-bursty
		n++
	}
	stop <- true
	fmt.Println(n)
}
