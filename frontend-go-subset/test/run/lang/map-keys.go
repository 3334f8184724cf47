// Map keys of every comparable kind.
package main

import (
	"fmt"
	"math"
)

type point struct{ x, y int }
type named struct {
	name string
	at   point
	tag  any
}
type color uint8
type shape interface{ area() int }
type sq int

func (s sq) area() int { return int(s * s) }

func count[K comparable](keys ...K) string {
	m := map[K]int{}
	for i, k := range keys {
		m[k] += i + 1
	}
	out := fmt.Sprintf("%T %d:", keys, len(m))
	for _, k := range keys {
		out += fmt.Sprint(" ", m[k])
	}
	var zero K
	_, ok := m[zero]
	return out + fmt.Sprint(" zero ", ok)
}

func main() {
	a, b := 1, 1
	c1, c2 := make(chan int), make(chan int)
	fmt.Println(count(true, false, true))
	fmt.Println(count[int8](-1, 1, -1))
	fmt.Println(count[uint16](65535, 0, 65535))
	fmt.Println(count('x', 'y', 'x'))
	fmt.Println(count[int64](1<<40, 1, 1<<40))
	fmt.Println(count(1.5, -0.0, 0, 1.5))
	fmt.Println(count[float32](1.5, 2, 1.5))
	fmt.Println(count(1i, 2, 1i))
	fmt.Println(count("a", "b", "", "a"))
	fmt.Println(count([2]int{1, 2}, [2]int{2, 1}, [2]int{1, 2}))
	fmt.Println(count([2]string{"a", "bc"}, [2]string{"ab", "c"}))
	fmt.Println(count(point{1, 2}, point{2, 1}, point{1, 2}))
	fmt.Println(count(named{"n", point{1, 2}, 5}, named{"n", point{1, 2}, 5}, named{"n", point{1, 2}, "5"}))
	fmt.Println(count(&a, &b, &a)[:10])
	fmt.Println(count(c1, c2, c1))
	fmt.Println(count[any](1, "1", 1.0, point{1, 2}, nil, int8(1), 1, color(1), [1]any{1}, [1]any{1}))
	fmt.Println(count[shape](sq(2), sq(3), sq(2), nil))
	fmt.Println(count[error](nil, nil))
	fmt.Println(count(struct{}{}, struct{}{}))
	fmt.Println(count(color(3), color(4), color(3)))

	nan := math.NaN()
	m := map[float64]int{nan: 1, 1: 2}
	m[nan] = 3
	m[nan]++
	delete(m, nan)
	_, ok := m[nan]
	total := 0
	for k, v := range m {
		if k != k {
			total += v
		}
	}
	fmt.Println(len(m), ok, total)
	clear(m)
	fmt.Println(len(m))
	padded := map[struct {
		a int8
		b int64
		c bool
	}]string{{1, 2, true}: "x"}
	key := struct {
		a int8
		b int64
		c bool
	}{1, 2, true}
	fmt.Println(padded[key])
	blank := map[struct {
		a int
		_ int
	}]int{}
	blank[struct {
		a int
		_ int
	}{a: 1}]++
	fmt.Println(len(blank))
}
