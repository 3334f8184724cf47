// sync/atomic: typed values and functions.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

type config struct {
	version int
	name    string
}

type spin struct{ state atomic.Int32 }

func (s *spin) lock() {
	for !s.state.CompareAndSwap(0, 1) {
		runtime.Gosched()
	}
}
func (s *spin) unlock() { s.state.Store(0) }

type node struct {
	value int
	next  *node
}

type lockFree struct{ head atomic.Pointer[node] }

func (l *lockFree) push(v int) {
	n := &node{value: v}
	for {
		n.next = l.head.Load()
		if l.head.CompareAndSwap(n.next, n) {
			return
		}
	}
}

func (l *lockFree) pop() (int, bool) {
	for {
		h := l.head.Load()
		if h == nil {
			return 0, false
		}
		if l.head.CompareAndSwap(h, h.next) {
			return h.value, true
		}
	}
}

func main() {
	var n atomic.Int64
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n.Add(int64(i))
			runtime.Gosched()
			n.Add(1)
		}()
	}
	wg.Wait()
	fmt.Println(n.Load(), n.Swap(5), n.CompareAndSwap(4, 6), n.CompareAndSwap(5, 7), n.Load())
	var u atomic.Uint32
	u.Store(10)
	fmt.Println(u.Add(^uint32(0)), u.And(0b1100), u.Or(1), u.Load())
	var b atomic.Bool
	fmt.Println(b.Load(), b.Swap(true), b.CompareAndSwap(true, false), b.Load())
	var v atomic.Value
	fmt.Println(v.Load() == nil)
	v.Store(config{1, "a"})
	old := v.Swap(config{2, "b"})
	fmt.Println(old, v.Load().(config).name, v.CompareAndSwap(config{2, "b"}, config{3, "c"}), v.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store("other type")
	}()
	var p atomic.Pointer[config]
	fmt.Println(p.Load() == nil)
	p.Store(&config{version: 9})
	fmt.Println(p.Load().version)
	var s spin
	shared := 0
	for range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				s.lock()
				x := shared
				runtime.Gosched()
				shared = x + 1
				s.unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(shared)
	var i32 int32
	var u64 uint64
	var ptr uintptr
	fmt.Println(atomic.AddInt32(&i32, -3), atomic.LoadInt32(&i32), atomic.AddUint64(&u64, 1<<40), atomic.SwapUint64(&u64, 2), atomic.CompareAndSwapInt32(&i32, -3, 8), i32, atomic.AddUintptr(&ptr, 4))
	atomic.StoreInt32(&i32, 1)
	var l lockFree
	for i := range 10 {
		wg.Go(func() {
			for j := range 10 {
				l.push(i*10 + j)
			}
		})
	}
	wg.Wait()
	sum := 0
	for x, ok := l.pop(); ok; x, ok = l.pop() {
		sum += x
	}
	fmt.Println(sum, i32)
}
