// Values too large for registers: copied where Go copies, shared nowhere else.
package main

import "fmt"

type big struct {
	name string
	data [12]int
	next *big
}

func (b big) sum() int {
	t := 0
	for _, x := range b.data {
		t += x
	}
	b.data[0] = -1
	return t
}

func (b *big) set(i, x int) { b.data[i] = x }

func change(b big) big {
	b.data[1] = 99
	return b
}

func both(a, b big) (big, big) { return b, a }

var global = big{name: "global", data: [12]int{1, 2, 3}}

func modify() int {
	global.data[0]++
	return global.data[0]
}

type holder struct {
	inner [2]big
	other any
}

func main() {
	a := big{name: "a", data: [12]int{0: 1, 11: 5}}
	b := a
	b.set(0, 7)
	fmt.Println(a.sum(), b.sum(), a.data[0], b.data[0])

	c := change(a)
	fmt.Println(a.data[1], c.data[1])
	a, b = both(a, b)
	fmt.Println(a.data[0], b.data[0])
	a, b = b, a
	fmt.Println(a.data[0], b.data[0])

	m := map[string]big{"x": a}
	x := m["x"]
	x.data[0] = 1000
	fmt.Println(m["x"].data[0], m["missing"].name == "", len(m["missing"].data))
	m["x"] = x
	fmt.Println(m["x"].data[0])

	keys := map[[3]string]int{{"a", "b", "c"}: 1}
	keys[[3]string{"a", "b", "c"}]++
	keys[[3]string{"c", "b", "a"}] = 5
	fmt.Println(keys[[3]string{"a", "b", "c"}], len(keys))

	ch := make(chan big, 2)
	ch <- a
	a.data[0] = 555
	ch <- a
	fmt.Println((<-ch).data[0], (<-ch).data[0])
	unbuffered := make(chan big)
	go func() { unbuffered <- change(a) }()
	got := <-unbuffered
	fmt.Println(got.data[1])

	var i any = a
	a.data[0] = 556
	fmt.Println(i.(big).data[0], i == any(a))
	j, ok := i.(big)
	j.data[2] = 3
	fmt.Println(ok, i.(big).data[2])

	method := a.sum
	a.data[3] = 10000
	fmt.Println(method(), a.sum())

	defer fmt.Println("deferred", a.data[0])
	defer func(b big) { fmt.Println("deferred", b.data[0]) }(a)
	a.data[0] = 0

	h := holder{inner: [2]big{a, b}}
	k := h
	k.inner[1].data[5] = 42
	fmt.Println(h.inner[1].data[5], k.inner[1].data[5], h.inner == k.inner)
	h.inner[1].data[5] = 42
	fmt.Println(h.inner == k.inner)

	list := []big{a, b}
	for _, v := range list {
		v.data[0] = -5
	}
	for i := range list {
		list[i].data[6] = i + 1
	}
	fmt.Println(list[0].data[0], list[0].data[6], list[1].data[6])
	arr := [3]big{}
	for i, v := range arr {
		arr[2].data[0] = 9
		fmt.Print(i, v.data[0], " ")
	}
	fmt.Println()

	g := global
	n := modify()
	fmt.Println(g.data[0], n, global.data[0])
	p := &global
	q := *p
	p.data[0] = 77
	fmt.Println(q.data[0], global.data[0])

	closure := func() int { return b.data[0] + q.data[0] }
	q.data[0] = 100
	fmt.Println(closure())
	fmt.Println(func() (r big) {
		defer func() { r.data[0] *= 2 }()
		return big{data: [12]int{21}}
	}().data[0])
}
