// Generic code instantiated with types of every representation: scalars, strings, interfaces, large structs, zero size.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

type large struct {
	id   int
	data [9]string
}

func (l large) String() string { return fmt.Sprint("large", l.id, l.data[8]) }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() (x T, err error) {
	if len(s.items) == 0 {
		return x, errors.New("empty")
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, nil
}

func apply[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, x := range list {
		out = append(out, f(x))
	}
	return out
}

func index[K comparable, V any](list []V, key func(V) K) map[K][]V {
	m := map[K][]V{}
	for _, v := range list {
		m[key(v)] = append(m[key(v)], v)
	}
	return m
}

func largest[T cmp.Ordered](first T, rest ...T) T {
	for _, x := range rest {
		first = max(first, x)
	}
	return first
}

func zero[T any]() (z T) { return }

func kind[T any](x T) string {
	switch v := any(x).(type) {
	case int, int64:
		return fmt.Sprint("integer ", v)
	case string:
		return "string " + v
	case fmt.Stringer:
		return "stringer " + v.String()
	case []T:
		return "slice"
	case nil:
		return "nil"
	}
	return fmt.Sprintf("%T", x)
}

type pair[A, B any] struct {
	a A
	b B
}

func (p pair[A, B]) swap() pair[B, A] { return pair[B, A]{p.b, p.a} }

type node[T any] struct {
	value T
	next  *node[T]
}

func fromSlice[T any](list ...T) (head *node[T]) {
	for i := len(list) - 1; i >= 0; i-- {
		head = &node[T]{list[i], head}
	}
	return
}

func (n *node[T]) each(f func(T)) {
	for ; n != nil; n = n.next {
		f(n.value)
	}
}

type set[T comparable] map[T]struct{}

func (s set[T]) add(x T) set[T] { s[x] = struct{}{}; return s }

type number interface {
	~int | ~int8 | ~uint16 | ~float32 | ~float64
}

func sum[T number](list ...T) (s T) {
	for _, x := range list {
		s += x
	}
	return s / T(1)
}

type celsius float32

func send[T any](c chan T, list ...T) chan T {
	for _, x := range list {
		c <- x
	}
	close(c)
	return c
}

func use[T any](x T) {
	s := &stack[T]{}
	s.push(x)
	s.push(zero[T]())
	_, _ = s.pop()
	got, err := s.pop()
	_, end := s.pop()
	fmt.Println(got, err, end, kind(got))
	for v := range send(make(chan T, 2), x, x) {
		fmt.Printf("%v ", v)
	}
	p := pair[T, *T]{x, &x}.swap()
	fmt.Printf("%v %T\n", *p.a, p)
	fromSlice(x, zero[T]()).each(func(x T) { fmt.Printf("[%v]", x) })
	fmt.Println()
}

func main() {
	use(42)
	use("text")
	use(3.5)
	use(struct{}{})
	use(large{id: 7, data: [9]string{8: "last"}})
	use([]int{1, 2})
	use(any("boxed"))
	use(errors.New("an error"))
	use([2]bool{true, false})
	use(complex(1, 2))
	fmt.Println(apply([]string{"a", "bb"}, func(s string) large { return large{id: len(s)} })[1].id)
	fmt.Println(index([]string{"x", "yy", "zz"}, func(s string) int { return len(s) }))
	fmt.Println(index([]large{{id: 1}, {id: 1}}, func(l large) large { return l })[large{id: 1}][1].id)
	fmt.Println(largest(3, 9, 4), largest("b", "c", "a"), largest(1.5))
	fmt.Println(len(set[pair[int, string]]{}.add(pair[int, string]{1, "a"}).add(pair[int, string]{1, "a"})))
	fmt.Println(sum[int8](100, 27, 1), sum(celsius(1.5), 2), sum[uint16]())
	fmt.Println(strings.Join(apply([]int{1, 2}, func(i int) string { return fmt.Sprint(i * i) }), "+"))
}
