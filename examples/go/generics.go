// Generics: a sorted map and stream functions that work for any type, and iterators to range over them.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"strings"
)

// Tree is a binary search tree from keys to values.
type Tree[K cmp.Ordered, V any] struct {
	root *node[K, V]
	size int
}

type node[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *node[K, V]
}

func (t *Tree[K, V]) Put(key K, value V) {
	at := &t.root
	for *at != nil {
		switch c := cmp.Compare(key, (*at).key); {
		case c == 0:
			(*at).value = value
			return
		case c < 0:
			at = &(*at).left
		default:
			at = &(*at).right
		}
	}
	*at = &node[K, V]{key: key, value: value}
	t.size++
}

// All yields the pairs in the order of their keys.
func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		t.root.walk(yield)
	}
}

func (n *node[K, V]) walk(yield func(K, V) bool) bool {
	return n == nil || n.left.walk(yield) && yield(n.key, n.value) && n.right.walk(yield)
}

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](values iter.Seq[T]) (total T) {
	for v := range values {
		total += v
	}
	return total
}

func Map[A, B any](values iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for v := range values {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func Values[K cmp.Ordered, V any](t *Tree[K, V]) iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range t.All() {
			if !yield(v) {
				return
			}
		}
	}
}

type Celsius float64

func main() {
	var words Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		words.Put(w, i)
	}
	for w, i := range words.All() {
		if w == "quick" {
			break
		}
		fmt.Print(w, "=", i, " ")
	}
	fmt.Println("of", words.size)
	fmt.Println("sum of positions:", Sum(Values(&words)))

	var week Tree[int, Celsius]
	for day, t := range []Celsius{3.5, 5, 7.25, 6, 4, 2, 1.5} {
		week.Put(day, t)
	}
	inFahrenheit := Map(Values(&week), func(c Celsius) float64 { return float64(c)*9/5 + 32 })
	fmt.Printf("mean: %.2f C, %.2f F\n", Sum(Values(&week))/7, Sum(inFahrenheit)/7)
}
