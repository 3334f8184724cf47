// sync.Pool and sync.Map.
package main

import (
	"bytes"
	"fmt"
	"sort"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func render(n int) string {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	for i := range n {
		fmt.Fprint(b, i, ";")
	}
	return b.String()
}

func main() {
	var wg sync.WaitGroup
	out := make([]string, 20)
	for i := range out {
		wg.Go(func() { out[i] = render(i) })
	}
	wg.Wait()
	fmt.Println(out[5], len(out[19]), out[0] == "")
	var empty sync.Pool
	fmt.Println(empty.Get())
	empty.Put("x")
	if v := empty.Get(); v != nil && v != "x" {
		fmt.Println("wrong", v)
	}

	var m sync.Map
	for i := range 10 {
		wg.Go(func() {
			for j := range 10 {
				m.Store(i*10+j, fmt.Sprint("v", i, j))
			}
		})
	}
	wg.Wait()
	n := 0
	m.Range(func(k, v any) bool { n++; return n < 50 })
	fmt.Println(n)
	v, ok := m.Load(42)
	_, missing := m.Load("42")
	fmt.Println(v, ok, missing)
	v, loaded := m.LoadOrStore(42, "other")
	w, loaded2 := m.LoadOrStore(1000, "new")
	fmt.Println(v, loaded, w, loaded2)
	v, loaded = m.LoadAndDelete(42)
	_, again := m.LoadAndDelete(42)
	fmt.Println(v, loaded, again)
	old, swapped := m.Swap(1, "one")
	fmt.Println(old, swapped, m.CompareAndSwap(1, "one", "uno"), m.CompareAndSwap(1, "one", "eins"), m.CompareAndDelete(1, "uno"))
	m.Delete(2)
	var keys []int
	m.Range(func(k, v any) bool {
		keys = append(keys, k.(int))
		return true
	})
	sort.Ints(keys)
	fmt.Println(len(keys), keys[:5], keys[len(keys)-1])
	once := 0
	for range 20 {
		wg.Go(func() {
			if _, loaded := m.LoadOrStore("only", true); !loaded {
				once++
			}
		})
	}
	wg.Wait()
	m.Clear()
	_, ok = m.Load(5)
	fmt.Println(once, ok)
}
