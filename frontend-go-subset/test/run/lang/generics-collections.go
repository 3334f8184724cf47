// Generic containers: linked list, heap, ordered map, set operations, LRU cache.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
)

type list[T any] struct {
	root element[T]
	len  int
}

type element[T any] struct {
	next, prev *element[T]
	value      T
}

func newList[T any]() *list[T] {
	l := &list[T]{}
	l.root.next, l.root.prev = &l.root, &l.root
	return l
}

func (l *list[T]) insert(v T, at *element[T]) *element[T] {
	e := &element[T]{at.next, at, v}
	e.prev.next, e.next.prev = e, e
	l.len++
	return e
}

func (l *list[T]) pushBack(v T) *element[T]  { return l.insert(v, l.root.prev) }
func (l *list[T]) pushFront(v T) *element[T] { return l.insert(v, &l.root) }
func (l *list[T]) remove(e *element[T]) T {
	e.prev.next, e.next.prev = e.next, e.prev
	l.len--
	return e.value
}

func (l *list[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) {
		for e := l.root.next; e != &l.root && yield(e.value); e = e.next {
		}
	}
}

type heap[T any] struct {
	items []T
	less  func(a, b T) bool
}

func (h *heap[T]) push(v T) {
	h.items = append(h.items, v)
	for i := len(h.items) - 1; i > 0 && h.less(h.items[i], h.items[(i-1)/2]); i = (i - 1) / 2 {
		h.items[i], h.items[(i-1)/2] = h.items[(i-1)/2], h.items[i]
	}
}

func (h *heap[T]) pop() T {
	top, last := h.items[0], len(h.items)-1
	h.items[0] = h.items[last]
	h.items = h.items[:last]
	for i := 0; ; {
		c := 2*i + 1
		if c >= last {
			return top
		}
		if c+1 < last && h.less(h.items[c+1], h.items[c]) {
			c++
		}
		if !h.less(h.items[c], h.items[i]) {
			return top
		}
		h.items[i], h.items[c] = h.items[c], h.items[i]
		i = c
	}
}

type orderedMap[K cmp.Ordered, V any] struct {
	keys   []K
	values map[K]V
}

func (m *orderedMap[K, V]) set(k K, v V) {
	if m.values == nil {
		m.values = make(map[K]V)
	}
	if _, ok := m.values[k]; !ok {
		i, _ := slices.BinarySearch(m.keys, k)
		m.keys = slices.Insert(m.keys, i, k)
	}
	m.values[k] = v
}

func (m *orderedMap[K, V]) all() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range m.keys {
			if !yield(k, m.values[k]) {
				return
			}
		}
	}
}

type set[T comparable] map[T]bool

func of[T comparable](vs ...T) set[T] {
	s := set[T]{}
	for _, v := range vs {
		s[v] = true
	}
	return s
}

func (s set[T]) and(t set[T]) set[T] {
	out := set[T]{}
	for v := range s {
		if t[v] {
			out[v] = true
		}
	}
	return out
}

type lru[K comparable, V any] struct {
	order *list[struct {
		k K
		v V
	}]
	index map[K]*element[struct {
		k K
		v V
	}]
	size int
}

func newLRU[K comparable, V any](size int) *lru[K, V] {
	c := &lru[K, V]{size: size}
	c.order = newList[struct {
		k K
		v V
	}]()
	c.index = make(map[K]*element[struct {
		k K
		v V
	}])
	return c
}

func (c *lru[K, V]) get(k K) (v V, ok bool) {
	e, ok := c.index[k]
	if ok {
		c.order.remove(e)
		c.index[k] = c.order.pushFront(e.value)
		v = e.value.v
	}
	return
}

func (c *lru[K, V]) put(k K, v V) {
	if e, ok := c.index[k]; ok {
		c.order.remove(e)
	} else if c.order.len == c.size {
		delete(c.index, c.order.remove(c.order.root.prev).k)
	}
	c.index[k] = c.order.pushFront(struct {
		k K
		v V
	}{k, v})
}

func main() {
	l := newList[string]()
	b := l.pushBack("b")
	l.pushBack("c")
	l.pushFront("a")
	fmt.Println(slices.Collect(l.all()), l.remove(b), slices.Collect(l.all()), l.len)
	h := &heap[string]{less: func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }}
	for _, w := range strings.Fields("the quick brown fox jumps over a lazy dog") {
		h.push(w)
	}
	for len(h.items) > 0 {
		fmt.Print(h.pop(), " ")
	}
	fmt.Println()
	var m orderedMap[string, []int]
	for i, w := range []string{"m", "z", "a", "m", "k"} {
		m.set(w, append(m.values[w], i))
	}
	for k, v := range m.all() {
		fmt.Print(k, v, " ")
	}
	fmt.Println(len(of(1, 2, 3, 2).and(of(2, 3, 4))), of("x").and(of("y")))
	c := newLRU[int, string](2)
	c.put(1, "one")
	c.put(2, "two")
	c.get(1)
	c.put(3, "three")
	_, has2 := c.get(2)
	v1, has1 := c.get(1)
	c.put(1, "uno")
	v1again, _ := c.get(1)
	fmt.Println(has2, v1, has1, v1again, c.order.len)
}
