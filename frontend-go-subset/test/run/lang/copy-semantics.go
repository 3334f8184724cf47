// Where values are copied: assignment, arguments, receivers, range, channels, interfaces, maps, closures, composite literals.
package main

import "fmt"

type inner struct {
	arr  [2]int
	list []int
}

type thing struct {
	n  int
	in inner
	p  *int
}

func (t thing) valueSet(n int) thing { t.n = n; t.in.arr[0] = n; t.in.list[0] = n; return t }
func (t *thing) pointerSet(n int)    { t.n = n; t.in.arr[0] = n }

func byValue(t thing)         { t.n = -1; t.in.list[1] = -1 }
func byPointer(t *thing)      { t.n = -2 }
func returns(t *thing) thing  { return *t }
func variadic(ts ...thing)    { ts[0].n = -3 }

func make1() thing {
	x := 5
	return thing{1, inner{[2]int{1, 2}, []int{1, 2}}, &x}
}

type iface interface{ valueSet(int) thing }

func main() {
	a := make1()
	b := a
	b.n, b.in.arr[1] = 10, 20
	*b.p = 50
	fmt.Println(a.n, a.in.arr, *a.p, b.n, b.in.arr)
	c := a.valueSet(7)
	fmt.Println(a.n, a.in, c.n, c.in)
	byValue(a)
	fmt.Println(a.n, a.in.list)
	byPointer(&a)
	fmt.Println(a.n)
	d := returns(&a)
	d.n = 99
	fmt.Println(a.n)
	variadic(a)
	fmt.Println(a.n)
	list := []thing{a}
	variadic(list...)
	fmt.Println(a.n, list[0].n)

	var i any = a
	a.n = 1000
	fmt.Println(i.(thing).n)
	j := i
	t := i.(thing)
	t.n++
	fmt.Println(i.(thing).n, j.(thing).n, t.n)
	var f iface = a
	a.n = 1
	fmt.Println(f.valueSet(3).in.list, f.(thing).n)
	m := map[string]thing{"a": a}
	a.n = 2
	v := m["a"]
	v.n = 3
	fmt.Println(m["a"].n)
	ch := make(chan thing, 1)
	ch <- a
	a.n = 4
	fmt.Println((<-ch).n)
	for _, t := range list {
		t.n = 5
	}
	for i := range list {
		list[i].pointerSet(6)
	}
	fmt.Println(list[0].n)
	arr := [2]thing{a, a}
	for i, t := range arr {
		arr[1].n = 777
		fmt.Print(i, t.n, " ")
	}
	for i, t := range &arr {
		arr[1].n = 888
		fmt.Print(i, t.n, " ")
	}
	fmt.Println()
	get := a.valueSet
	a.n = 9
	a.in.arr[1] = 9
	fmt.Println(get(0).in.arr)
	lit := []inner{a.in, {a.in.arr, nil}}
	a.in.arr[0] = 123
	fmt.Println(lit[0].arr, lit[1].arr)
	pa := &a
	pb := pa
	pb.n = 11
	e := *pa
	*pa = thing{}
	fmt.Println(a.n, e.n, a.p == nil)
	x, y := [3]int{1, 2, 3}, [3]int{4, 5, 6}
	x, y = y, x
	x[0], y[0] = y[0], x[0]
	fmt.Println(x, y)
	func(arr [3]int) { arr[0] = 0 }(x)
	fmt.Println(x)
	z := x
	defer func(w [3]int) { fmt.Println(w, x, z) }(x)
	x[1] = 55
	type node struct {
		v    int
		next *node
	}
	n1 := node{1, nil}
	n2 := n1
	n1.next = &n2
	n2.v = 2
	fmt.Println(n1.next.v, n2.next == nil)
	s1 := struct{ a, b any }{1, [2]int{1, 2}}
	s2 := s1
	s2.a = 2
	fmt.Println(s1, s2, s1 == s2)
}
