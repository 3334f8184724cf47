// sync.Mutex and RWMutex: mutual exclusion, TryLock, fairness enough that nobody starves.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type counter struct {
	mu sync.Mutex
	m  map[string]int
}

func (c *counter) add(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := c.m[key]
	runtime.Gosched()
	c.m[key] = v + 1
}

type store struct {
	sync.RWMutex
	data map[int]int
}

func (s *store) get(k int) (int, bool) {
	s.RLock()
	defer s.RUnlock()
	v, ok := s.data[k]
	return v, ok
}

func (s *store) set(k, v int) {
	s.Lock()
	defer s.Unlock()
	s.data[k] = v
}

func main() {
	c := counter{m: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 20 {
				c.add(fmt.Sprint("key", (i+j)%3))
			}
		}()
	}
	wg.Wait()
	fmt.Println(c.m["key0"]+c.m["key1"]+c.m["key2"], len(c.m))

	s := &store{data: map[int]int{}}
	for i := range 10 {
		wg.Go(func() {
			for j := range 100 {
				s.set(i*100+j, j)
				runtime.Gosched()
				if v, ok := s.get(i*100 + j); !ok || v != j {
					panic("lost")
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(len(s.data))

	var mu sync.Mutex
	mu.Lock()
	fmt.Println(mu.TryLock())
	released := make(chan bool)
	go func() { mu.Lock(); released <- true }()
	runtime.Gosched()
	mu.Unlock()
	fmt.Println(<-released, mu.TryLock())
	mu.Unlock()
	fmt.Println(mu.TryLock())

	var rw sync.RWMutex
	rw.RLock()
	rw.RLock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	order := make(chan string, 3)
	go func() { rw.Lock(); order <- "writer"; rw.Unlock() }()
	for rw.TryRLock() {
		rw.RUnlock()
		runtime.Gosched()
	}
	fmt.Println("new readers wait for a waiting writer")
	rw.RUnlock()
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(<-order)
	l := rw.RLocker()
	l.Lock()
	l.Unlock()
	rw.Lock()
	fmt.Println(rw.TryRLock())
}
