// WaitGroup, Once, OnceFunc, OnceValue.
package main

import (
	"fmt"
	"sync"
)

type lazy struct {
	once  sync.Once
	value int
	calls int
}

func (l *lazy) get() int {
	l.once.Do(func() {
		l.calls++
		l.value = 42
	})
	return l.value
}

func main() {
	var wg sync.WaitGroup
	results := make([]int, 20)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = i * i
		}()
	}
	wg.Wait()
	fmt.Println(results)
	for round := range 3 {
		wg.Add(5)
		for range 5 {
			go wg.Done()
		}
		wg.Wait()
		fmt.Print("round ", round, " ")
	}
	fmt.Println()
	var l lazy
	sum := make(chan int)
	for range 10 {
		go func() { sum <- l.get() }()
	}
	total := 0
	for range 10 {
		total += <-sum
	}
	fmt.Println(total, l.calls)
	var once sync.Once
	for i := range 2 {
		func() {
			defer func() { fmt.Println("try", i, recover()) }()
			once.Do(func() { panic("only once") })
		}()
	}
	calls := 0
	value := sync.OnceValue(func() int { calls++; return calls * 10 })
	fmt.Println(value(), value(), calls)
	a, err := sync.OnceValues(func() (string, error) { return "a", fmt.Errorf("e") })()
	fmt.Println(a, err)
	f := sync.OnceFunc(func() { calls = 100; panic("again and again") })
	for range 2 {
		func() {
			defer func() { fmt.Println(recover(), calls) }()
			f()
			calls++
		}()
	}
	var outer, inner sync.WaitGroup
	n := 0
	var mu sync.Mutex
	for range 3 {
		outer.Go(func() {
			for range 4 {
				inner.Go(func() {
					mu.Lock()
					n++
					mu.Unlock()
				})
			}
		})
	}
	outer.Wait()
	inner.Wait()
	fmt.Println(n)
}
