// A pipeline of generic stages with cancellation, an error path and a bounded number of goroutines at every stage.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

type stop <-chan struct{}

func generate[T any](done stop, xs ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, x := range xs {
			select {
			case out <- x:
			case <-done:
				return
			}
		}
	}()
	return out
}

func stage[T, U any](done stop, n int, in <-chan T, f func(T) (U, error)) (<-chan U, <-chan error) {
	out, errs := make(chan U), make(chan error, n)
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for x := range in {
				y, err := f(x)
				if err != nil {
					errs <- err
					return
				}
				select {
				case out <- y:
				case <-done:
					return
				}
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
		close(errs)
	}()
	return out, errs
}

func tee[T any](in <-chan T) (<-chan T, <-chan T) {
	a, b := make(chan T), make(chan T)
	go func() {
		defer close(a)
		defer close(b)
		for v := range in {
			x, y := a, b
			for range 2 {
				select {
				case x <- v:
					x = nil
				case y <- v:
					y = nil
				}
			}
		}
	}()
	return a, b
}

func batch[T any](in <-chan T, n int) <-chan []T {
	out := make(chan []T)
	go func() {
		defer close(out)
		var b []T
		for v := range in {
			if b = append(b, v); len(b) == n {
				out <- b
				b = nil
			}
		}
		if b != nil {
			out <- b
		}
	}()
	return out
}

func collect[T any](in <-chan T) (out []T) {
	for v := range in {
		out = append(out, v)
	}
	return
}

func main() {
	done := make(chan struct{})
	words := generate(done, strings.Fields("a pipeline is a series of stages connected by channels")...)
	lens, errs := stage(done, 3, words, func(s string) (string, error) { return fmt.Sprint(len(s), s), nil })
	got := collect(lens)
	sort.Strings(got)
	fmt.Println(got, <-errs)

	nums := generate(done, 1, 2, 3, 4, 5, 6, 7)
	a, b := tee(nums)
	var left []int
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done(); left = collect(a) }()
	right := collect(batch(b, 3))
	wg.Wait()
	fmt.Println(left, right)

	squares, errs := stage(done, 1, generate(done, 1, 2, 3, 4), func(n int) (int, error) {
		if n == 3 {
			return 0, errors.New("three")
		}
		return n * n, nil
	})
	fmt.Println(collect(squares), <-errs)
	close(done)
	endless := func() <-chan int {
		out := make(chan int)
		quit := make(chan struct{})
		go func() {
			for i := 0; ; i++ {
				select {
				case out <- i:
				case <-quit:
					close(out)
					return
				}
				if i == 9 {
					close(quit)
				}
			}
		}()
		return out
	}
	n := len(collect(endless()))
	fmt.Println(n >= 10)
}
