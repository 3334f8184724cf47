// sync.Cond: a bounded queue, broadcast to all, signal to one.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []int
	limit    int
	peak     int
}

func newQueue(limit int) *queue {
	q := &queue{limit: limit}
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(v int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.limit {
		q.notFull.Wait()
	}
	q.items = append(q.items, v)
	q.peak = max(q.peak, len(q.items))
	q.notEmpty.Signal()
}

func (q *queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return v
}

type barrier struct {
	mu    sync.Mutex
	c     sync.Cond
	n     int
	count int
	phase int
}

func (b *barrier) wait() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	phase := b.phase
	b.count++
	if b.count == b.n {
		b.count = 0
		b.phase++
		b.c.Broadcast()
		return phase
	}
	for b.phase == phase {
		b.c.Wait()
	}
	return phase
}

func main() {
	q := newQueue(3)
	sums := make(chan int)
	for c := range 4 {
		go func() {
			sum := 0
			for range 25 {
				sum += q.take()
			}
			sums <- sum + 0*c
		}()
	}
	for p := range 5 {
		go func() {
			for i := range 20 {
				q.put(p*20 + i)
			}
		}()
	}
	total := 0
	for range 4 {
		total += <-sums
	}
	fmt.Println(total, q.peak <= 3, len(q.items))

	b := &barrier{n: 5}
	b.c.L = &b.mu
	var mu sync.Mutex
	progress := make([]int, 4)
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for phase := range 4 {
				mu.Lock()
				progress[phase]++
				if phase > 0 && progress[phase-1] != 5 {
					fmt.Println("ran ahead")
				}
				mu.Unlock()
				b.wait()
			}
		}()
	}
	wg.Wait()
	fmt.Println(progress, b.phase)

	var m sync.Mutex
	c := sync.NewCond(&m)
	ready, woken := 0, make(chan int, 10)
	for i := range 10 {
		go func() {
			m.Lock()
			ready++
			c.Wait()
			m.Unlock()
			woken <- i
		}()
	}
	for {
		m.Lock()
		if ready == 10 {
			break
		}
		m.Unlock()
		runtime.Gosched()
	}
	c.Signal()
	m.Unlock()
	first := <-woken
	m.Lock()
	c.Broadcast()
	m.Unlock()
	sum := first
	for range 9 {
		sum += <-woken
	}
	fmt.Println(sum)
}
