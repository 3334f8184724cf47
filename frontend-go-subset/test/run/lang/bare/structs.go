// Structs: values, embedding and promotion, comparison, anonymous types, pointers to fields.
//
// stderr: copy dog cat true false
// stderr: promoted dog 6 6 4 Paris Paris
// stderr: shared Rome dog fox
// stderr: pointers 8 99 8
// stderr: anonymous 3 three true
// stderr: tree 320 30 true
// stderr: mixed true -1 1099511627776 true e 65535 3 true
// stderr: differs false
// stderr: empty true
// stderr: zero 0 0 false true true
// stderr: assigned ef e
// stderr: elements 12 12
// stderr: map value 1 5

package main

type animal struct {
	name string
	legs int
}

func (a animal) describe() string { return a.name }
func (a *animal) grow()           { a.legs++ }

type tagged struct {
	animal
	*owner
	id int
}

type owner struct{ city string }

func (o *owner) where() string { return o.city }

type node struct {
	value       int
	left, right *node
}

func (n *node) insert(v int) *node {
	if n == nil {
		return &node{value: v}
	}
	if v < n.value {
		n.left = n.left.insert(v)
	} else {
		n.right = n.right.insert(v)
	}
	return n
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.left.sum() + n.value + n.right.sum()
}

type mixed struct {
	a int8
	b int64
	c bool
	d float32
	e string
	f uint16
	g [3]byte
	h any
}

func main() {
	dog := animal{"dog", 4}
	cat := dog
	cat.name = "cat"
	println("copy", dog.name, cat.name, dog == animal{"dog", 4}, dog == cat)
	t := tagged{animal: dog, owner: &owner{"Paris"}, id: 7}
	t.grow()
	t.legs++
	println("promoted", t.describe(), t.legs, t.animal.legs, dog.legs, t.where(), t.city)
	u := t
	u.city = "Rome"
	u.name = "fox"
	println("shared", t.city, t.name, u.name)
	p := &t
	p.id = 8
	q := &p.animal.legs
	*q = 99
	println("pointers", t.id, t.legs, (*p).id)
	anonymous := struct {
		x, y int
		s    string
	}{1, 2, "three"}
	var same struct {
		x, y int
		s    string
	} = anonymous
	println("anonymous", same.x+same.y, same.s, same == anonymous)
	var root *node
	for _, v := range []int{50, 20, 70, 10, 30, 60, 80} {
		root = root.insert(v)
	}
	println("tree", root.sum(), root.left.right.value, root.right.right.right == nil)
	m := mixed{a: -1, b: 1 << 40, c: true, d: 1.5, e: "e", f: 65535, g: [3]byte{1, 2, 3}, h: 9}
	n := m
	println("mixed", m == n, n.a, n.b, n.c, n.e, n.f, n.g[2], n.h == any(9))
	n.g[0]++
	println("differs", m == n)
	var empty struct{}
	println("empty", empty == struct{}{})
	ptr := new(mixed)
	println("zero", ptr.a, ptr.b, ptr.c, ptr.e == "", ptr.h == nil)
	*ptr = m
	ptr.e += "f"
	println("assigned", ptr.e, m.e)
	list := []animal{{"ant", 6}, {"bee", 6}}
	for _, a := range list {
		a.legs = 0
	}
	for i := range list {
		list[i].legs *= 2
	}
	println("elements", list[0].legs, list[1].legs)
	byName := map[string]animal{"x": {"x", 1}}
	x := byName["x"]
	x.legs = 5
	println("map value", byName["x"].legs, x.legs)
}
