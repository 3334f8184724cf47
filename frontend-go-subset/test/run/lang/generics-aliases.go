// Generic aliases, methods on generic types through embedding and aliases, local types, closures over type parameters.
package main

import (
	"fmt"
	"sort"
)

type set[T comparable] = map[T]struct{}
type matrix[T any] = [][]T
type callback[T any] = func(T) error
type either[L any] = result[L, error]

type result[T any, E error] struct {
	value T
	err   E
}

func (r result[T, E]) unwrap() (T, bool) { return r.value, any(r.err) == nil }

type tree[T any] interface {
	insert(T) tree[T]
	walk(func(T))
}

type leaf[T any] struct{ less func(a, b T) bool }
type branch[T any] struct {
	left, right tree[T]
	value       T
	less        func(a, b T) bool
}

func (l leaf[T]) insert(v T) tree[T] { return &branch[T]{l, l, v, l.less} }
func (leaf[T]) walk(func(T))         {}
func (b *branch[T]) insert(v T) tree[T] {
	if b.less(v, b.value) {
		b.left = b.left.insert(v)
	} else {
		b.right = b.right.insert(v)
	}
	return b
}
func (b *branch[T]) walk(f func(T)) { b.left.walk(f); f(b.value); b.right.walk(f) }

type embedded[T any] struct {
	*branch[T]
	set[string]
	n int
}

type peano interface {
	value() int
}
type zero struct{}
type succ[N peano] struct{ n N }

func (zero) value() int      { return 0 }
func (s succ[N]) value() int { return s.n.value() + 1 }

func keys[K comparable](s set[K]) []K {
	out := make([]K, 0, len(s))
	for k := range s {
		out = append(out, k)
	}
	return out
}

func transpose[T any](m matrix[T]) matrix[T] {
	out := make(matrix[T], len(m[0]))
	for i := range out {
		for _, row := range m {
			out[i] = append(out[i], row[i])
		}
	}
	return out
}

func each[T any](xs []T, f callback[T]) (err error) {
	for _, x := range xs {
		if err = f(x); err != nil {
			return fmt.Errorf("at %v: %w", x, err)
		}
	}
	return
}

func local[T any](xs []T) any {
	type entry struct {
		index int
		value T
	}
	var out []entry
	for i, x := range xs {
		out = append(out, entry{i, x})
	}
	return out
}

func groupBy[T any, K comparable](xs []T, key func(T) K) map[K][]T {
	out := map[K][]T{}
	for _, x := range xs {
		k := key(x)
		out[k] = append(out[k], x)
	}
	return out
}

type sorter[T any] struct {
	items []T
	by    func(a, b T) int
}

func (s sorter[T]) Len() int           { return len(s.items) }
func (s sorter[T]) Less(i, j int) bool { return s.by(s.items[i], s.items[j]) < 0 }
func (s sorter[T]) Swap(i, j int)      { s.items[i], s.items[j] = s.items[j], s.items[i] }

func main() {
	fmt.Println(len(keys(set[int]{1: {}, 2: {}})), transpose(matrix[string]{{"a", "b"}, {"c", "d"}, {"e", "f"}}))
	r := either[int]{value: 5}
	fmt.Println(r.unwrap())
	r.err = fmt.Errorf("bad")
	fmt.Println(r.unwrap())
	var t tree[string] = leaf[string]{func(a, b string) bool { return a < b }}
	for _, w := range []string{"m", "c", "z", "a"} {
		t = t.insert(w)
	}
	t.walk(func(s string) { fmt.Print(s, " ") })
	e := embedded[string]{t.(*branch[string]), set[string]{"k": {}}, 1}
	e.insert("b")
	count := 0
	e.walk(func(string) { count++ })
	fmt.Println(count, len(e.set), e.value)
	fmt.Println(succ[succ[succ[zero]]]{}.value(), succ[zero]{}.n.value())
	fmt.Println(each([]int{1, 2, 3}, func(n int) error {
		if n == 2 {
			return fmt.Errorf("two")
		}
		return nil
	}))
	fmt.Printf("%v %v %T\n", local([]string{"x"}), local([]bool{true}), local[float64](nil) != nil)
	fmt.Println(groupBy([]string{"a", "bb", "cc", "d"}, func(s string) int { return len(s) }))
	s := sorter[string]{[]string{"ccc", "a", "bb"}, func(a, b string) int { return len(a) - len(b) }}
	sort.Sort(s)
	fmt.Println(s.items)
	sort.Sort(sort.Reverse(sorter[int]{[]int{3, 1, 2}, func(a, b int) int { return a - b }}))
	f := each[int]
	g := (*branch[string]).walk
	n := 0
	g(e.branch, func(string) { n++ })
	fmt.Println(f(nil, nil), n, sorter[int].Len(sorter[int]{items: []int{1}}))
}
