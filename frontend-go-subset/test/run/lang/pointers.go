// Pointers: to variables, fields, elements, pointers; escaping; comparison; new.
package main

import "fmt"

type node struct {
	val         int
	prev, next  *node
}

type list struct {
	head, tail *node
	n          int
}

func (l *list) add(v int) *node {
	n := &node{val: v, prev: l.tail}
	if l.tail != nil {
		l.tail.next = n
	} else {
		l.head = n
	}
	l.tail = n
	l.n++
	return n
}

func (l *list) remove(n *node) {
	*pick(n.prev != nil, func() **node { return &n.prev.next }, func() **node { return &l.head }) = n.next
	*pick(n.next != nil, func() **node { return &n.next.prev }, func() **node { return &l.tail }) = n.prev
	l.n--
}

func pick(cond bool, a, b func() **node) **node {
	if cond {
		return a()
	}
	return b()
}

func (l *list) String() (s string) {
	for n := l.head; n != nil; n = n.next {
		s += fmt.Sprint(n.val, " ")
	}
	return s + fmt.Sprint("(", l.n, ")")
}

func escape() *int { x := 5; return &x }

func swap[T any](a, b *T) { *a, *b = *b, *a }

func increment(p *int) *int { *p++; return p }

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) sum() int {
	if t == nil {
		return 0
	}
	return t.l.sum() + t.v + t.r.sum()
}

func insert(t **tree, v int) {
	for *t != nil {
		if v < (*t).v {
			t = &(*t).l
		} else {
			t = &(*t).r
		}
	}
	*t = &tree{v: v}
}

func main() {
	var l list
	first := l.add(1)
	second := l.add(2)
	third := l.add(3)
	fmt.Println(&l)
	l.remove(second)
	fmt.Println(&l, first.next == third, third.prev == first)
	l.remove(first)
	l.remove(third)
	fmt.Println(&l, l.head == nil, l.tail == nil)

	p, q := escape(), escape()
	fmt.Println(*p, p == q, *p == *q, p == p)
	swap(&p, &q)
	*p = 9
	swap(p, q)
	fmt.Println(*p, *q)
	fmt.Println(*increment(increment(q)), *q)
	pp := &p
	ppp := &pp
	***ppp = 100
	*pp = q
	fmt.Println(*p, **pp, p == q)
	arr := [4]int{1, 2, 3, 4}
	e := &arr[2]
	s := arr[:]
	*e = 30
	s[3] = 40
	f := &s[0]
	s = append(s, 5)
	s[0] = -1
	fmt.Println(arr, *f, e == &arr[2], f == &arr[0], f == &s[0])
	type pair struct{ a, b int }
	x := pair{1, 2}
	pa, pb := &x.a, &x.b
	*pa, *pb = *pb, *pa
	px := &x
	px.a *= 10
	y := *px
	y.a = 0
	fmt.Println(x, y, px == &x, *px == x)
	n := new(int)
	*n += 3
	m := new(map[string]int)
	fmt.Println(*n, *m == nil, new(pair).b, *new(string) == "")
	var root *tree
	for _, v := range []int{5, 2, 8, 1, 9} {
		insert(&root, v)
	}
	fmt.Println(root.sum(), root.l.l.v, root.r.r.v, root.l.r == nil)
	ptrs := map[*int]string{n: "n", e: "e"}
	fmt.Println(ptrs[n], ptrs[&arr[2]], ptrs[nil] == "")
	var fs []*int
	for i := range 3 {
		fs = append(fs, &i)
	}
	fmt.Println(*fs[0], *fs[1], *fs[2])
	var np *pair
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(np == nil)
	np.b = 1
}
