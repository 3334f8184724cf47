// Generic types: methods, embedding, recursion, constraints that name methods, aliases.
//
// stderr: stack b true 1
// stderr: list 123
// stderr: pair x 1 3 true
// stderr: tree a=3 tree c=4 tree m=0 tree x=2 4
// stderr: set true false true
// stderr: lowest 1
// stderr: build cfg
// stderr: embedded 1 n
// stderr: func type true
// stderr: alias 2 seven
// stderr: matrix 3
// stderr: method values bound
// stderr: identity true false

package main

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type list[T any] struct {
	head T
	tail *list[T]
}

func (l *list[T]) each(f func(T)) {
	for ; l != nil; l = l.tail {
		f(l.head)
	}
}

type pair[A, B any] struct {
	first  A
	second B
}

func (p pair[A, B]) swap() pair[B, A] { return pair[B, A]{p.second, p.first} }

func makePair[A, B any](a A, b B) pair[A, B] { return pair[A, B]{a, b} }

type ordered interface{ ~int | ~string | ~float64 }

type tree[K ordered, V any] struct {
	root *branch[K, V]
	size int
}

type branch[K ordered, V any] struct {
	key         K
	value       V
	left, right *branch[K, V]
}

func (t *tree[K, V]) put(k K, v V) {
	at := &t.root
	for *at != nil {
		switch n := *at; {
		case k < n.key:
			at = &n.left
		case k > n.key:
			at = &n.right
		default:
			n.value = v
			return
		}
	}
	*at = &branch[K, V]{key: k, value: v}
	t.size++
}

func (t *tree[K, V]) walk(f func(K, V)) { t.root.walk(f) }

func (b *branch[K, V]) walk(f func(K, V)) {
	if b != nil {
		b.left.walk(f)
		f(b.key, b.value)
		b.right.walk(f)
	}
}

type set[T comparable] map[T]struct{}

func (s set[T]) add(v T) bool {
	_, had := s[v]
	s[v] = struct{}{}
	return !had
}

type comparer[T any] interface{ less(T) bool }

func lowest[T comparer[T]](xs ...T) T {
	m := xs[0]
	for _, x := range xs[1:] {
		if x.less(m) {
			m = x
		}
	}
	return m
}

type age int

func (a age) less(b age) bool { return a < b }

type setter[T any] interface {
	*T
	set(string)
}

type config struct{ v string }

func (c *config) set(s string) { c.v = s }

func build[T any, P setter[T]](s string) T {
	var t T
	P(&t).set(s)
	return t
}

type named[T any] struct {
	*stack[T]
	name string
}

type event[T any] func(T) bool

func (e event[T]) fire(v T) bool { return e(v) }

type vec[T any] = []T
type intPair[B any] = pair[int, B]

type matrix[T ordered, R interface{ ~[]T }] []R

func main() {
	var s stack[string]
	s.push("a")
	s.push("b")
	v, ok := s.pop()
	println("stack", v, ok, len(s.items))
	l := &list[int]{1, &list[int]{2, &list[int]{3, nil}}}
	total := 0
	l.each(func(n int) { total = total*10 + n })
	println("list", total)
	p := makePair(1, "x").swap()
	q := makePair(makePair(1, 2), []int{3}).swap().first
	println("pair", p.first, p.second, q[0], makePair(1, 2) == makePair(1, 2))
	var t tree[string, int]
	for i, w := range []string{"m", "c", "x", "a", "c"} {
		t.put(w, i)
	}
	t.walk(func(k string, v int) { print("tree ", k, "=", v, " ") })
	println(t.size)
	ints := set[int]{}
	println("set", ints.add(1), ints.add(1), set[pair[int, bool]]{}.add(pair[int, bool]{}))
	println("lowest", lowest[age](3, 1, 2))
	println("build", build[config]("cfg").v)
	n := named[float64]{&stack[float64]{}, "n"}
	n.push(1.5)
	println("embedded", len(n.items), n.name)
	println("func type", event[int](func(n int) bool { return n > 3 }).fire(4))
	println("alias", len(vec[int]{1, 2}), intPair[string]{7, "seven"}.second)
	println("matrix", matrix[int, vec[int]]{{1}, {2, 3}}[1][1])
	push := s.push
	push("bound")
	pop := (*stack[string]).pop
	v, _ = pop(&s)
	println("method values", v)
	var a any = stack[int]{}
	_, isInt := a.(stack[int])
	_, isString := a.(stack[string])
	println("identity", isInt, isString)
}
