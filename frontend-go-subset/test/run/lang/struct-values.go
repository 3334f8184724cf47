// Structs: comparison, anonymous structs, conversion between identical layouts, zero sizes, tags, copies.
package main

import "fmt"

type point struct{ x, y int }
type pixel struct{ x, y int }
type tagged struct {
	X int `json:"x"`
	Y int
}
type untagged struct {
	X, Y int
}

type mixed struct {
	b  bool
	i8 int8
	s  string
	f  float64
	p  *point
	a  [2]point
	e  any
	c  complex64
	u  uint16
}

type holder struct {
	point
	inner struct {
		deep struct{ v []int }
		n    int
	}
}

type empty struct{}
type holdsEmpty struct {
	a int32
	_ empty
	b int32
	e empty
}

func modify(m mixed) mixed {
	m.s += "!"
	m.a[1].y = 42
	return m
}

func swap(p point) (q point) {
	q.x, q.y = p.y, p.x
	return
}

func main() {
	p := point{1, 2}
	fmt.Println(p == point{1, 2}, p != point{2, 1}, point(pixel(p)) == p, swap(p))
	fmt.Println(untagged(tagged{1, 2}))
	m := mixed{true, -1, "s", 1.5, &p, [2]point{{1, 2}, {3, 4}}, p, 1i, 65535}
	n := m
	fmt.Println(m == n, modify(m) == m, m.s, modify(m).a[1].y)
	n.p = &point{1, 2}
	fmt.Println(m == n, *m.p == *n.p)
	n = m
	n.e = pixel{1, 2}
	fmt.Println(m == n, m.e == any(point{1, 2}))
	var h holder
	h.x = 5
	h.inner.deep.v = append(h.inner.deep.v, 1, 2)
	g := h
	g.inner.deep.v[0] = 100
	g.inner.n++
	fmt.Println(h, g)
	fmt.Printf("%+v\n", h)
	anon := struct {
		name string
		tags []string
	}{"anon", []string{"a"}}
	type alias = struct {
		name string
		tags []string
	}
	var a alias = anon
	a.tags[0] = "shared"
	fmt.Println(anon, a.name)
	table := []struct {
		in   int
		want string
	}{{1, "one"}, {2, "two"}}
	for _, row := range table {
		row.in *= 10
		fmt.Print(row, " ")
	}
	fmt.Println(table)
	fmt.Println(holdsEmpty{a: 1, b: 2}, holdsEmpty{} == holdsEmpty{}, empty{} == empty{}, len([5]empty{}))
	ps := []*point{{1, 2}, {3, 4}}
	mp := map[string]point{"o": {}, "k": {5, 6}}
	nested := [][]point{{{1, 2}}, {}}
	fmt.Println(*ps[1], mp, nested, [2]*point{}[0] == nil)
	ptr := &m.a[1]
	ptr.x = 77
	py := &ptr.y
	*py += 3
	fmt.Println(m.a, n.a)
	s := &struct{ next any }{}
	s.next = s
	fmt.Println(s.next == any(s))
	x, y := point{1, 2}, point{3, 4}
	x, y = y, x
	x.x, y.x = y.x, x.x
	fmt.Println(x, y)
	f := func() point { return point{8, 9} }
	fmt.Println(f().y, point{}.x, (&point{1, 0}).x, struct{ q int }{4}.q)
}
