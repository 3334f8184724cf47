// Hours of work in small: caches that are filled and emptied, trees rebuilt, strings joined; memory must stay bounded.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"strings"
)

type node struct {
	key         int
	value       string
	left, right *node
}

func (n *node) insert(k int, v string) *node {
	if n == nil {
		return &node{key: k, value: v}
	}
	switch {
	case k < n.key:
		n.left = n.left.insert(k, v)
	case k > n.key:
		n.right = n.right.insert(k, v)
	default:
		n.value = v
	}
	return n
}

func (n *node) walk(f func(*node)) {
	if n != nil {
		n.left.walk(f)
		f(n)
		n.right.walk(f)
	}
}

type cache struct {
	m    map[string][]byte
	keys []string
}

func (c *cache) put(k string, n int) {
	if len(c.keys) == 500 {
		for _, old := range c.keys[:250] {
			delete(c.m, old)
		}
		c.keys = append([]string(nil), c.keys[250:]...)
	}
	b := make([]byte, n)
	b[0], b[n-1] = byte(n), byte(n)
	c.m[k] = b
	c.keys = append(c.keys, k)
}

type shape interface{ area() float64 }
type circle struct{ r float64 }
type rect struct{ w, h float64 }

func (c *circle) area() float64 { return 3 * c.r * c.r }
func (r rect) area() float64    { return r.w * r.h }

func main() {
	c := &cache{m: map[string][]byte{}}
	for i := range 50000 {
		c.put(fmt.Sprint("key", i), 1+i%2000)
	}
	bad := 0
	for _, b := range c.m {
		if int(b[0]) != len(b)&255 || b[len(b)-1] != b[0] {
			bad++
		}
	}
	fmt.Println(len(c.m), len(c.keys), bad)

	seed := uint32(1)
	total := 0
	for round := range 30 {
		var root *node
		for range 2000 {
			seed = seed*1664525 + 1013904223
			k := int(seed >> 16)
			root = root.insert(k, strings.Repeat("v", k%10))
		}
		last := -1
		root.walk(func(n *node) {
			if n.key <= last || len(n.value) != n.key%10 {
				fmt.Println("damaged", round)
			}
			last = n.key
			total++
		})
	}
	fmt.Println(total)

	parts := []string{}
	for i := range 20000 {
		parts = append(parts, fmt.Sprintf("%05d", i*7919%20000))
		if len(parts) > 3000 {
			sort.Strings(parts)
			parts = parts[1500:]
		}
	}
	fmt.Println(len(parts), len(strings.Join(parts, ",")))

	sum := 0.0
	for i := range 200000 {
		var s shape = rect{float64(i % 10), 2}
		if i%3 == 0 {
			s = &circle{float64(i % 4)}
		}
		sum += s.area()
	}
	fmt.Println(sum)

	var closures []func() int
	for i := range 10000 {
		data := make([]int, 100)
		data[i%100] = i
		f := func() int { return data[i%100] }
		if i%100 == 0 {
			closures = append(closures, f)
		}
	}
	check := 0
	for _, f := range closures {
		check += f()
	}
	fmt.Println(check)

	results := make(chan map[int]string)
	for w := range 8 {
		go func() {
			var last map[int]string
			for round := range 20 {
				m := map[int]string{}
				for i := range 500 {
					m[i*w+round] = fmt.Sprint(i)
				}
				for i := range 250 {
					delete(m, i*w+round)
				}
				last = m
			}
			results <- last
		}()
	}
	n := 0
	for range 8 {
		n += len(<-results)
	}
	fmt.Println(n)

	grown := [][]int{}
	for i := range 200 {
		s := []int{}
		for j := range i * 10 {
			s = append(s, j)
		}
		grown = append(grown, s)
		if len(grown) > 20 {
			grown = grown[10:]
		}
	}
	last := grown[len(grown)-1]
	fmt.Println(len(last), last[len(last)-1])
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	fmt.Println(stats.HeapAlloc < 100<<20, stats.NumGC > 0)
}
