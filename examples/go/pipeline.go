// A pipeline with select: a producer, a stage that squares, and a consumer that gives up on a slow source after a
// timeout and stops everything through a done channel.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errTimeout = errors.New("timed out")

func produce(done <-chan struct{}, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			select {
			case out <- i:
			case <-done:
				return
			}
		}
	}()
	return out
}

func square(done <-chan struct{}, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			select {
			case out <- v * v:
			case <-done:
				return
			}
		}
	}()
	return out
}

// merge joins several streams into one; their values arrive in no particular order.
func merge(streams ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, stream := range streams {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range stream {
				out <- v
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// firstOf waits for a value, but not longer than limit.
func firstOf(ch <-chan string, limit time.Duration) (string, error) {
	select {
	case v := <-ch:
		return v, nil
	case <-time.After(limit):
		return "", errTimeout
	}
}

func main() {
	done := make(chan struct{})
	sum := 0
	for v := range merge(square(done, produce(done, 10)), square(done, produce(done, 20))) {
		sum += v
	}
	fmt.Println("sum of squares:", sum)

	slow := make(chan string, 1)
	go func() {
		time.Sleep(200 * time.Millisecond)
		slow <- "late"
	}()
	if _, err := firstOf(slow, 20*time.Millisecond); errors.Is(err, errTimeout) {
		fmt.Println("slow source:", err)
	}
	v, err := firstOf(slow, 5*time.Second)
	fmt.Println("patient:", v, err)

	ticker := time.NewTicker(10 * time.Millisecond)
	for i := range 3 {
		<-ticker.C
		fmt.Println("tick", i+1)
	}
	ticker.Stop()
	close(done)
}
