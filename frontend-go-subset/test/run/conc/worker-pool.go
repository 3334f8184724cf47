// A pool of workers with results in order, errors, and a limit on what runs at once.
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

type job struct{ id, n int }
type result struct {
	id    int
	value int
	err   error
}

var errOdd = errors.New("odd")

func collatz(n int) (steps int) {
	for ; n != 1; steps++ {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
	}
	return
}

func work(j job) (r result) {
	defer func() {
		if p := recover(); p != nil {
			r = result{j.id, 0, fmt.Errorf("job %d: %v", j.id, p)}
		}
	}()
	if j.n%10 == 0 {
		panic("multiple of ten")
	}
	if j.n%7 == 0 {
		return result{j.id, 0, fmt.Errorf("job %d: %w", j.id, errOdd)}
	}
	return result{j.id, collatz(j.n), nil}
}

func parallel[T, R any](limit int, items []T, f func(T) R) []R {
	out := make([]R, len(items))
	sem := make(chan struct{}, limit)
	var wg sync.WaitGroup
	for i, item := range items {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer func() { <-sem; wg.Done() }()
			out[i] = f(item)
		}()
	}
	wg.Wait()
	return out
}

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) run(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

func (g *group) wait() error { g.wg.Wait(); return g.err }

func main() {
	jobs, results := make(chan job), make(chan result)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- work(j)
			}
		}()
	}
	go func() {
		for i := range 40 {
			jobs <- job{i, i + 1}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	ordered := make([]result, 40)
	failed, odd := 0, 0
	for r := range results {
		ordered[r.id] = r
		if r.err != nil {
			failed++
			if errors.Is(r.err, errOdd) {
				odd++
			}
		}
	}
	for _, r := range ordered[:12] {
		fmt.Print(r.value, " ", r.err, "; ")
	}
	fmt.Println(failed, odd)
	var running, peak atomic.Int32
	squares := parallel(3, []int{1, 2, 3, 4, 5, 6, 7, 8}, func(n int) string {
		now := running.Add(1)
		for {
			p := peak.Load()
			if now <= p || peak.CompareAndSwap(p, now) {
				break
			}
		}
		defer running.Add(-1)
		return fmt.Sprint(n * n)
	})
	fmt.Println(squares, peak.Load() <= 3, running.Load())
	var g group
	for i := range 5 {
		g.run(func() error {
			if i == 3 {
				return fmt.Errorf("task %d failed", i)
			}
			return nil
		})
	}
	fmt.Println(g.wait())
	fmt.Println(new(group).wait())
}
