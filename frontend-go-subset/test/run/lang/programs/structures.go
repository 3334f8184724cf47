// Data structures: trie, red-black-free balanced tree (treap), LRU, ring buffer, bloom filter, huffman, matrix of runes.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"sort"
	"strings"
)

type trie struct {
	next map[rune]*trie
	word bool
}

func (t *trie) add(s string) {
	for _, r := range s {
		if t.next == nil {
			t.next = map[rune]*trie{}
		}
		if t.next[r] == nil {
			t.next[r] = &trie{}
		}
		t = t.next[r]
	}
	t.word = true
}

func (t *trie) find(prefix string) (out []string) {
	for _, r := range prefix {
		if t = t.next[r]; t == nil {
			return nil
		}
	}
	var walk func(*trie, string)
	walk = func(t *trie, s string) {
		if t.word {
			out = append(out, s)
		}
		for r, n := range t.next {
			walk(n, s+string(r))
		}
	}
	walk(t, prefix)
	sort.Strings(out)
	return
}

type treap struct {
	key, prio   int
	size        int
	left, right *treap
}

func (t *treap) count() int {
	if t == nil {
		return 0
	}
	return t.size
}

func (t *treap) update() *treap { t.size = 1 + t.left.count() + t.right.count(); return t }

func split(t *treap, key int) (l, r *treap) {
	switch {
	case t == nil:
	case t.key < key:
		t.right, r = split(t.right, key)
		l = t.update()
	default:
		l, t.left = split(t.left, key)
		r = t.update()
	}
	return
}

func merge(l, r *treap) *treap {
	switch {
	case l == nil:
		return r
	case r == nil:
		return l
	case l.prio > r.prio:
		l.right = merge(l.right, r)
		return l.update()
	}
	r.left = merge(l, r.left)
	return r.update()
}

func (t *treap) kth(k int) int {
	if n := t.left.count(); k < n {
		return t.left.kth(k)
	} else if k > n {
		return t.right.kth(k - n - 1)
	}
	return t.key
}

type lru struct {
	size  int
	order *list.List
	items map[string]*list.Element
}

type entry struct {
	key   string
	value int
}

func (c *lru) put(k string, v int) (evicted string) {
	if e, ok := c.items[k]; ok {
		e.Value.(*entry).value = v
		c.order.MoveToFront(e)
		return
	}
	c.items[k] = c.order.PushFront(&entry{k, v})
	if c.order.Len() > c.size {
		last := c.order.Remove(c.order.Back()).(*entry)
		delete(c.items, last.key)
		return last.key
	}
	return
}

type code struct {
	char        rune
	freq        int
	left, right *code
}

type codes []*code

func (c codes) Len() int { return len(c) }
func (c codes) Less(i, j int) bool {
	return c[i].freq < c[j].freq || c[i].freq == c[j].freq && c[i].char < c[j].char
}
func (c codes) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *codes) Push(x any)   { *c = append(*c, x.(*code)) }
func (c *codes) Pop() (x any) {
	n := len(*c) - 1
	x, *c = (*c)[n], (*c)[:n]
	return
}

func huffman(s string) (table map[rune]string) {
	freq := map[rune]int{}
	for _, r := range s {
		freq[r]++
	}
	h := codes{}
	for r, n := range freq {
		heap.Push(&h, &code{char: r, freq: n})
	}
	for len(h) > 1 {
		a, b := heap.Pop(&h).(*code), heap.Pop(&h).(*code)
		heap.Push(&h, &code{min(a.char, b.char), a.freq + b.freq, a, b})
	}
	table = map[rune]string{}
	var walk func(*code, string)
	walk = func(c *code, prefix string) {
		if c.left == nil {
			table[c.char] = prefix
			return
		}
		walk(c.left, prefix+"0")
		walk(c.right, prefix+"1")
	}
	walk(h[0], "")
	return
}

type bloom [16]uint64

func (b *bloom) bits(s string) (out [3]uint) {
	h := uint64(14695981039346656037)
	for _, c := range []byte(s) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	for i := range out {
		out[i] = uint(h>>(i*20)) % 1024
	}
	return
}

func (b *bloom) add(s string) {
	for _, n := range b.bits(s) {
		b[n/64] |= 1 << (n % 64)
	}
}

func (b *bloom) has(s string) bool {
	for _, n := range b.bits(s) {
		if b[n/64]&(1<<(n%64)) == 0 {
			return false
		}
	}
	return true
}

func main() {
	t := &trie{}
	for _, w := range strings.Fields("car card care cat dog dot été état") {
		t.add(w)
	}
	fmt.Println(t.find("car"), t.find("d"), t.find("ét"), t.find("x"), len(t.find("")))
	var root *treap
	seed := uint32(7)
	for i := range 1000 {
		seed = seed*1664525 + 1013904223
		key := i * 7919 % 1000
		l, r := split(root, key)
		root = merge(merge(l, &treap{key: key, prio: int(seed >> 1), size: 1}), r)
	}
	l, r := split(root, 500)
	fmt.Println(l.count(), r.count(), l.kth(0), l.kth(499), r.kth(0), r.kth(250))
	c := &lru{2, list.New(), map[string]*list.Element{}}
	fmt.Println(c.put("a", 1), c.put("b", 2), c.put("a", 3), c.put("c", 4), c.order.Front().Value.(*entry).key, len(c.items))
	table := huffman("mississippi river")
	bits := 0
	for _, ch := range "mississippi river" {
		bits += len(table[ch])
	}
	fmt.Println(len(table), bits, len(table['i']) <= len(table['v']))
	var b bloom
	for i := range 50 {
		b.add(fmt.Sprint("key", i))
	}
	missing := 0
	for i := range 50 {
		if !b.has(fmt.Sprint("key", i)) {
			missing++
		}
	}
	fmt.Println(missing, b.has("absent"))
	rg := ring.New(5)
	for i := range rg.Len() {
		rg.Value = i
		rg = rg.Next()
	}
	rg.Unlink(2)
	rg.Do(func(v any) { fmt.Print(v, " ") })
	fmt.Println(rg.Len())
	people := list.New()
	for i := range 10 {
		people.PushBack(i + 1)
	}
	e := people.Front()
	for people.Len() > 1 {
		for range 2 {
			if e = e.Next(); e == nil {
				e = people.Front()
			}
		}
		next := e.Next()
		if next == nil {
			next = people.Front()
		}
		people.Remove(e)
		e = next
	}
	fmt.Println(people.Front().Value)
}
