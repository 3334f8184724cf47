// context: cancellation goes down the tree, values go up, deadlines and causes.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key string

func worker(ctx context.Context, name string, out chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	<-ctx.Done()
	out <- fmt.Sprint(name, ": ", ctx.Err())
}

func generate(ctx context.Context) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := 0; ; i++ {
			select {
			case c <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}

func main() {
	root, cancelRoot := context.WithCancel(context.Background())
	left, cancelLeft := context.WithCancel(root)
	right := context.WithValue(root, key("side"), "right")
	leaf, cancelLeaf := context.WithTimeout(context.WithValue(left, key("user"), 7), time.Hour)
	defer cancelLeaf()
	fmt.Println(leaf.Value(key("user")), leaf.Value(key("side")), right.Value(key("side")), leaf.Value("user"))
	_, has := leaf.Deadline()
	_, hasNot := right.Deadline()
	fmt.Println(has, hasNot, root.Err())
	out := make(chan string, 10)
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(leaf, "leaf", out, &wg)
	cancelLeft()
	wg.Wait()
	fmt.Println(<-out, root.Err(), left.Err(), leaf.Err())
	wg.Add(1)
	go worker(right, "right", out, &wg)
	cancelRoot()
	cancelRoot()
	wg.Wait()
	fmt.Println(<-out)
	late, cancel := context.WithCancel(root)
	fmt.Println(late.Err(), errors.Is(late.Err(), context.Canceled))
	cancel()

	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	case <-time.After(10 * time.Second):
		fmt.Println("too slow")
	}
	cause, cancelCause := context.WithCancelCause(context.Background())
	cancelCause(errors.New("disk full"))
	child, cancelChild := context.WithCancel(cause)
	defer cancelChild()
	fmt.Println(cause.Err(), context.Cause(cause), context.Cause(child))
	ctx, cancel = context.WithCancel(context.Background())
	sum := 0
	c := generate(ctx)
	for v := range c {
		sum += v
		if v == 100 {
			cancel()
			break
		}
	}
	for range c {
	}
	fmt.Println(sum, ctx.Err())
	stopped := make(chan bool, 1)
	ctx, cancel = context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, func() { stopped <- true })
	cancel()
	fmt.Println(<-stopped, stop())
	detached := context.WithoutCancel(ctx)
	fmt.Println(detached.Err(), context.Background(), context.TODO())
}
