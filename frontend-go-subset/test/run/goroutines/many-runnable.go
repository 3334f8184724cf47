// More goroutines are ready to run than the run queue holds: all of them have their turns, however they give it up, and those
// that were started first do not wait for ever.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// yielding: the oldest goroutine ends what the others wait for by yielding.
func yielding(n int) {
	stop := false
	turns := make([]int, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == 0 {
				for range 3 {
					runtime.Gosched()
				}
				stop = true
				return
			}
			for !stop {
				turns[i]++
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
	fmt.Println("yielding", n, stop)
}

// computing: the same by computing, so that only the end of a time slice helps.
func computing(n int) {
	stop := false
	sum := 0
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == n/2 {
				stop = true
			}
			for k := 0; !stop; k++ {
				sum += k & 1
			}
		}()
	}
	wg.Wait()
	fmt.Println("computing", n, stop)
}

// tree: goroutines start goroutines, which send their numbers up.
func tree(up chan<- int, number, size int) {
	if size == 1 {
		up <- number
		return
	}
	down := make(chan int)
	for i := range 10 {
		go tree(down, number+i*size/10, size/10)
	}
	sum := 0
	for range 10 {
		sum += <-down
	}
	up <- sum
}

// rounds: all of them are ready again and again, in each round exactly once.
func rounds(n, count int) {
	gates := make([]chan int, n)
	back := make(chan int, n)
	for i := range gates {
		gates[i] = make(chan int, 1)
		go func() {
			for v := range gates[i] {
				back <- v * i
			}
		}()
	}
	total := 0
	for r := range count {
		for _, gate := range gates {
			gate <- r
		}
		for range gates {
			total += <-back
		}
	}
	for _, gate := range gates {
		close(gate)
	}
	fmt.Println("rounds", n, total)
}

// sleeping: all wake at about the same time, while others compute.
func sleeping(n int) {
	var wg sync.WaitGroup
	woken := 0
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i%7) * time.Millisecond)
			woken++
		}()
	}
	wg.Wait()
	fmt.Println("sleeping", woken)
}

func main() {
	runtime.GOMAXPROCS(1)
	for _, n := range []int{2, 255, 256, 257, 258, 384, 385, 386, 1000, 3000} {
		yielding(n)
	}
	computing(300)
	for _, size := range []int{1, 1000, 100000} {
		up := make(chan int)
		go tree(up, 0, size)
		fmt.Println("tree", size, <-up)
	}
	rounds(2000, 20)
	sleeping(5000)
}
