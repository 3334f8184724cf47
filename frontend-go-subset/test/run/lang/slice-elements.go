// Slices of every kind of element: each size is stored, copied and cleared correctly.
package main

import "fmt"

type wide struct {
	a byte
	b int64
	c [3]int16
	d string
	e *int
}

func rotate[T any](s []T) {
	if len(s) > 1 {
		first := s[0]
		copy(s, s[1:])
		s[len(s)-1] = first
	}
}

func grow[T any](vs ...T) []T {
	var out []T
	for i := range 3 {
		out = append(out, vs...)
		_ = i
	}
	rotate(out)
	return append(out[:2:2], out[4:]...)
}

func main() {
	n := 7
	fmt.Println(grow(true, false))
	fmt.Println(grow[int8](1, -2))
	fmt.Println(grow[uint16](1, 65535))
	fmt.Println(grow[int32](1, -2))
	fmt.Println(grow[uint64](1, 1<<63))
	fmt.Println(grow[float32](1.5, -2.25))
	fmt.Println(grow(1.5, -2.25))
	fmt.Println(grow[complex64](1i, 2))
	fmt.Println(grow(1+2i, 3))
	fmt.Println(grow("a", "bc"))
	fmt.Println(grow([2]byte{1, 2}, [2]byte{3, 4}))
	fmt.Println(grow([3]byte{1, 2, 3}, [3]byte{4}))
	fmt.Println(grow([]int{1}, nil))
	fmt.Println(grow(map[string]int{"k": 1}, nil))
	fmt.Println(grow[any](1, "x", nil, 2.5))
	fmt.Println(grow[error](nil, fmt.Errorf("e")))
	fmt.Println(grow(struct{}{}, struct{}{}))
	ws := grow(wide{1, 2, [3]int16{3, 4, 5}, "six", nil}, wide{a: 9, d: "nine", e: &n})
	for _, w := range ws {
		fmt.Println(w.a, w.b, w.c, w.d, w.e != nil)
	}
	*ws[0].e++
	fmt.Println(n, len(grow(&n, &n)), *grow(&n, &n)[3])
	fs := grow(func() int { return n }, func() int { return -n })
	fmt.Println(fs[0](), fs[1]())
	c := make(chan int, 1)
	cs := grow(c, c)
	cs[0] <- 5
	fmt.Println(<-cs[1])
	clear(ws)
	fmt.Println(ws[0] == wide{}, len(ws))
	zeros := make([]struct{}, 1<<30)
	fmt.Println(len(zeros), len(append(zeros, struct{}{})))
	nested := [][][]string{{{"a"}, {"b", "c"}}, {}, {{}}}
	nested[0][1] = append(nested[0][1], "d")
	fmt.Println(nested, len(nested[0][1]))
}
