// Package context with goroutines.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key string

func work(ctx context.Context, id int, out chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	select {
	case <-ctx.Done():
		out <- fmt.Sprint(id, " ", ctx.Err(), " ", ctx.Value(key("who")))
	case <-time.After(time.Minute):
		out <- "too late"
	}
}

func main() {
	base := context.WithValue(context.Background(), key("who"), "tester")
	ctx, cancel := context.WithCancel(base)
	out := make(chan string, 3)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go work(ctx, i, out, &wg)
	}
	fmt.Println(ctx.Err(), ctx.Value(key("who")), ctx.Value(key("other")))
	cancel()
	cancel()
	wg.Wait()
	close(out)
	n := 0
	for s := range out {
		if s[1:] == " context canceled tester" {
			n++
		}
	}
	fmt.Println(n)

	timed, stop := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer stop()
	child, stopChild := context.WithCancel(timed)
	defer stopChild()
	_, has := child.Deadline()
	<-child.Done()
	fmt.Println(has, child.Err(), timed.Err() == context.DeadlineExceeded, errors.Is(child.Err(), context.DeadlineExceeded))

	caused, cause := context.WithCancelCause(context.Background())
	after := make(chan bool)
	context.AfterFunc(caused, func() { close(after) })
	cause(errors.New("the reason"))
	<-after
	fmt.Println(caused.Err(), context.Cause(caused))
	keep := context.WithoutCancel(caused)
	fmt.Println(keep.Err(), keep.Done() == nil)
	past, stopPast := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	stopPast()
	fmt.Println(past.Err())
	fmt.Println(context.Background(), context.TODO(), ctx)
	func() {
		defer func() { fmt.Println(recover()) }()
		context.WithValue(context.Background(), nil, 1)
	}()
}
