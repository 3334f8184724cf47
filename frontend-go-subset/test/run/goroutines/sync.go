// Package sync and sync/atomic under contention.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
)

func main() {
	// Mutex with switches in the critical section.
	var mu sync.Mutex
	var wg sync.WaitGroup
	shared, inside := 0, 0
	for range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				mu.Lock()
				inside++
				if inside != 1 {
					fmt.Println("two inside")
				}
				v := shared
				runtime.Gosched()
				shared = v + 1
				inside--
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(shared, mu.TryLock(), mu.TryLock())
	mu.Unlock()

	// RWMutex: readers together, writers alone, writers not starved.
	var rw sync.RWMutex
	readers, most, writers := 0, 0, 0
	for range 5 {
		wg.Go(func() {
			for range 5 {
				rw.RLock()
				readers++
				most = max(most, readers)
				runtime.Gosched()
				readers--
				rw.RUnlock()
			}
		})
		wg.Go(func() {
			rw.Lock()
			if readers != 0 {
				fmt.Println("reader beside writer")
			}
			writers++
			runtime.Gosched()
			rw.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(most > 1, writers, rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	l := rw.RLocker()
	l.Lock()
	l.Unlock()

	// Once, also with a panic in it.
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	var bad sync.Once
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			bad.Do(func() { panic("first") })
		}()
	}
	calls := 0
	value := sync.OnceValue(func() int { calls++; return calls * 10 })
	pair := sync.OnceValues(func() (int, error) { calls++; return calls, nil })
	n, err := pair()
	fmt.Println(value(), value(), n, err, calls)
	f := sync.OnceFunc(func() { panic("always") })
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			f()
		}()
	}

	// Cond.
	var m sync.Mutex
	c := sync.NewCond(&m)
	ready := 0
	var woken []int
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.Lock()
			for ready == 0 {
				c.Wait()
			}
			woken = append(woken, i)
			m.Unlock()
		}()
	}
	for range 10 {
		runtime.Gosched()
	}
	m.Lock()
	ready = 1
	c.Signal()
	m.Unlock()
	for range 10 {
		runtime.Gosched()
	}
	m.Lock()
	fmt.Println("woken", len(woken))
	c.Broadcast()
	m.Unlock()
	wg.Wait()
	sort.Ints(woken)
	fmt.Println(woken)

	// Pool.
	p := sync.Pool{New: func() any { return new(int) }}
	x := p.Get().(*int)
	*x = 5
	p.Put(x)
	y := p.Get().(*int)
	z := p.Get().(*int)
	fmt.Println(*y == 5 || *y == 0, *z)

	// Map.
	var sm sync.Map
	sm.Store("a", 1)
	v, loaded := sm.LoadOrStore("a", 2)
	fmt.Println(v, loaded)
	v, loaded = sm.LoadOrStore("b", 3)
	fmt.Println(v, loaded)
	fmt.Println(sm.CompareAndSwap("a", 1, 10), sm.CompareAndSwap("a", 1, 11), sm.CompareAndDelete("b", 0))
	prev, had := sm.Swap("a", 12)
	fmt.Println(prev, had)
	sum := 0
	sm.Range(func(k, v any) bool { sum += v.(int); return true })
	fmt.Println(sum)
	sm.Delete("a")
	_, ok := sm.Load("a")
	v, loaded = sm.LoadAndDelete("b")
	fmt.Println(ok, v, loaded)
	sm.Clear()

	// Atomics.
	var i32 atomic.Int32
	var u64 atomic.Uint64
	var flag atomic.Bool
	var ptr atomic.Pointer[string]
	s := "pointed"
	ptr.Store(&s)
	fmt.Println(i32.Add(5), i32.Swap(7), i32.CompareAndSwap(7, 8), i32.Load(), u64.Add(^uint64(0)), flag.Swap(true), flag.Load(), *ptr.Load())
	var raw int64
	atomic.AddInt64(&raw, 3)
	fmt.Println(atomic.LoadInt64(&raw), atomic.CompareAndSwapInt64(&raw, 3, 4), raw, i32.And(12), i32.Or(3), i32.Load())
	var av atomic.Value
	fmt.Println(av.Load())
	av.Store([]int{1})
	fmt.Println(av.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		av.Store("other type")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		wg.Done()
	}()
}
