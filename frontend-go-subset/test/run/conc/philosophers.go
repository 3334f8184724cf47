// Dining philosophers with ordered forks; a readers-writers table; both must end.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type fork struct {
	sync.Mutex
	uses int
}

func dine(n, meals int) []int {
	forks := make([]*fork, n)
	for i := range forks {
		forks[i] = new(fork)
	}
	eaten := make([]int, n)
	var wg sync.WaitGroup
	for i := range n {
		first, second := forks[i], forks[(i+1)%n]
		if i == n-1 {
			first, second = second, first
		}
		wg.Go(func() {
			for range meals {
				first.Lock()
				runtime.Gosched()
				second.Lock()
				first.uses++
				second.uses++
				eaten[i]++
				second.Unlock()
				first.Unlock()
			}
		})
	}
	wg.Wait()
	for i, f := range forks {
		if f.uses != 2*meals {
			fmt.Println("fork", i, "used", f.uses)
		}
	}
	return eaten
}

type waiter struct{ seats chan struct{} }

func dineWithWaiter(n int) (total int) {
	w := waiter{make(chan struct{}, n-1)}
	forks := make([]chan int, n)
	for i := range forks {
		forks[i] = make(chan int, 1)
		forks[i] <- i
	}
	done := make(chan int)
	for i := range n {
		go func() {
			for range 10 {
				w.seats <- struct{}{}
				l := <-forks[i]
				runtime.Gosched()
				r := <-forks[(i+1)%n]
				forks[i] <- l
				forks[(i+1)%n] <- r
				<-w.seats
			}
			done <- i
		}()
	}
	for range n {
		total += <-done
	}
	return
}

func readersWriters() (int, int) {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	table, torn := [2]int{}, 0
	for i := range 5 {
		wg.Go(func() {
			for j := range 20 {
				rw.Lock()
				table[0] = i*100 + j
				runtime.Gosched()
				table[1] = table[0]
				rw.Unlock()
				runtime.Gosched()
			}
		})
	}
	var mu sync.Mutex
	reads := 0
	for range 10 {
		wg.Go(func() {
			for range 20 {
				rw.RLock()
				a := table[0]
				runtime.Gosched()
				b := table[1]
				rw.RUnlock()
				mu.Lock()
				reads++
				if a != b {
					torn++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return reads, torn
}

func main() {
	fmt.Println(dine(5, 30))
	fmt.Println(dineWithWaiter(7))
	fmt.Println(readersWriters())
}
