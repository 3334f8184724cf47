// Arrays are values: assignment, parameters, range and comparison copy or compare every element.
//
// stderr: values 3 30
// stderr: param 1 100
// stderr: pointer 200 3 3
// stderr: equal true true true
// stderr: strings false
// stderr: range copy 0 1
// stderr: range copy 1 200
// stderr: range copy 2 3
// stderr: range pointer 0 1
// stderr: range pointer 1 200
// stderr: range pointer 2 5
// stderr: nested 4 -4 3 2 3
// stderr: sparse 6 two true
// stderr: indexed red green blue
// stderr: zero 0 true
// stderr: elements 20 30
// stderr: any true false
// stderr: big false 50 0
// stderr: swap 1 2 30 1 200 5
// stderr: order 2 9

package main

type point struct{ x, y int }

func change(a [3]int) [3]int {
	a[0] = 100
	return a
}

func changeThrough(a *[3]int) { a[1] = 200 }

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[2] = 30
	println("values", a[2], b[2])
	c := change(a)
	println("param", a[0], c[0])
	changeThrough(&a)
	println("pointer", a[1], len(&a), cap(a))
	println("equal", a == [3]int{1, 200, 3}, a != b, [2]point{{1, 2}, {3, 4}} == [2]point{{1, 2}, {3, 4}})
	println("strings", [2]string{"a", "b"} == [2]string{"a", "c"})
	for i, v := range a {
		a[2] = 1000
		println("range copy", i, v)
	}
	p := &a
	for i, v := range p {
		p[2] = 5
		println("range pointer", i, v)
	}
	matrix := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	row := matrix[1]
	row[0] = -4
	matrix[0][1]++
	println("nested", matrix[1][0], row[0], matrix[0][1], len(matrix), len(matrix[0]))
	sparse := [...]string{2: "two", 5: "five"}
	println("sparse", len(sparse), sparse[2], sparse[0] == "")
	const (
		red = iota
		green
		blue
	)
	colors := [...]string{red: "red", blue: "blue", green: "green"}
	println("indexed", colors[0], colors[1], colors[2])
	var zero [0]int
	println("zero", len(zero), zero == [0]int{})
	ps := [2]point{{1, 2}, {3, 4}}
	ps[1].x = 30
	q := &ps[0]
	q.y = 20
	println("elements", ps[0].y, ps[1].x)
	ifaces := [2]any{1, "x"}
	println("any", ifaces == [2]any{1, "x"}, ifaces == [2]any{1, 2})
	big := [100]int{}
	for i := range big {
		big[i] = i
	}
	copyOf := big
	copyOf[50] = 0
	println("big", big == copyOf, big[50], copyOf[50])
	a, b = b, a
	println("swap", a[0], a[1], a[2], b[0], b[1], b[2])
	i := 0
	i, a[i] = 2, 9
	println("order", i, a[0])
}
