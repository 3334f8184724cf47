// The built-in functions: min, max, clear, len, cap, append, copy, delete, new, make, complex.
package main

import (
	"fmt"
	"math"
)

type weight float32

func clamp[T int | float64 | string](x, lo, hi T) T { return min(max(x, lo), hi) }

func eval(log *[]string, name string, v int) int {
	*log = append(*log, name)
	return v
}

func main() {
	fmt.Println(min(3, 1, 2), max(3, 1, 2), min(2.5, 1), max("a", "b", "ab"), min(weight(1.5), 2), max(int8(-5), -6))
	fmt.Println(clamp(5, 0, 3), clamp(-0.5, 0, 1), clamp("m", "a", "k"))
	const c = min(10, 2.5, 'a')
	fmt.Println(c, max(1, 2)+len([max(2, 3)]int{}))
	nan, zero := math.NaN(), 0.0
	negZero := math.Copysign(0, -1)
	fmt.Println(min(1, nan), max(nan, 1), 1/min(zero, negZero), 1/max(negZero, zero), min(math.Inf(-1), 5))
	var log []string
	fmt.Println(max(eval(&log, "a", 1), eval(&log, "b", 3), eval(&log, "c", 2)), log)
	s := []string{"a", "b", "c"}
	clear(s[1:])
	fmt.Printf("%q\n", s)
	m := map[float64]int{nan: 1, 2: 2}
	clear(m)
	fmt.Println(len(m))
	var none map[string]int
	clear(none)
	type key struct{ a, b int }
	grid := map[key][]int{{1, 2}: {3}}
	clear(grid[key{1, 2}])
	fmt.Println(grid)
	arr := [4]int{1, 2, 3, 4}
	p := &arr
	fmt.Println(len(arr), cap(p), len(p[1:3]), cap(p[1:3]), cap(arr[1:2:3]), len("héé"), len(none))
	ch := make(chan int, 4)
	ch <- 1
	fmt.Println(len(ch), cap(ch), len(make(chan int)))
	b := append([]byte("x"), "yz"...)
	b = append(b, b...)
	n := copy(b[1:], "12")
	fmt.Println(string(b), n, copy(b, ""), copy([]int{}, []int{1}))
	q := new([]int)
	*q = append(*q, 1)
	fmt.Println(*q, *new(bool), new(struct{ x int }).x)
	z := complex(float32(1), 2)
	fmt.Printf("%T %v %v %T\n", z, real(z), imag(z), real(z))
	made := make([]int, 2, 5)
	made = append(made, made...)
	fmt.Println(made, len(made), cap(made), len(make(map[int]int, 100)), cap(make([]string, 0, 7)))
	ints := append([]int(nil), arr[:]...)
	ints = append(ints[:1], ints[2:]...)
	delete(m, 5)
	fmt.Println(ints, arr)
	x := 5
	fmt.Println(max(x, 10)-min(x, 3), min(x), max("z"))
	x8, y8 := uint8(200), uint8(100)
	fmt.Println(max(x8, y8), min(x8, y8, 7), max(x8+y8, y8))
	v := new(42)
	w := new("made by new")
	*v++
	fmt.Println(*v, *w, *new(x * 2), new(key{1, 2}).b)
}
