// When two slices share memory and when append separates them.
package main

import "fmt"

type stack struct{ data []int }

func (s *stack) push(v int) { s.data = append(s.data, v) }
func (s *stack) pop() int {
	v := s.data[len(s.data)-1]
	s.data = s.data[:len(s.data)-1]
	return v
}

func modify(s []int) { s[0] = -1 }
func extend(s []int) { s = append(s, 100); s[0] = -2 }

func info(name string, s []int) { fmt.Println(name, s, len(s), cap(s), s == nil) }

func main() {
	base := make([]int, 3, 6)
	for i := range base {
		base[i] = i + 1
	}
	a := append(base, 10)
	b := append(base, 20)
	fmt.Println(a, b, base, &a[0] == &b[0])
	full := base[:3:3]
	c := append(full, 30)
	fmt.Println(a, c, &c[0] == &base[0], cap(full))
	modify(base)
	extend(base)
	fmt.Println(base, a[0], c[0])
	extend(full)
	fmt.Println(full)

	info("nil", nil)
	info("empty", []int{})
	info("sub", base[1:2])
	info("sub of sub", base[1:2][1:4])
	info("three", base[1:2:4])
	info("zero", base[3:])
	var none []int
	info("append nothing", append(none))
	info("append empty", append(none, []int{}...))
	info("slice of nil", none[:0])

	s := []int{0, 1, 2, 3, 4, 5, 6, 7}
	s = append(s[:2], s[3:]...)
	fmt.Println(s)
	s = append(s[:3], append([]int{99}, s[3:]...)...)
	fmt.Println(s)
	fmt.Println(copy(s[2:], s), s)
	fmt.Println(copy(s, s[2:]), s)
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
	fmt.Println(s)
	keep := s[:0]
	for _, v := range s {
		if v%2 == 0 {
			keep = append(keep, v)
		}
	}
	fmt.Println(keep, s)
	st := stack{}
	for i := range 5 {
		st.push(i * i)
	}
	fmt.Println(st.pop(), st.pop(), st.data, len(st.data))
	arr := [5]int{1, 2, 3, 4, 5}
	window := arr[1:4]
	window[0] = 20
	window = append(window, 50)
	fmt.Println(arr, window)
	window = append(window, 60)
	window[1] = 0
	fmt.Println(arr, window)
	p := (*[3]int)(window)
	p[2] = 77
	v := [3]int(window)
	v[0] = 0
	fmt.Println(window, *p, v)
	matrix := make([][]int, 3)
	backing := make([]int, 9)
	for i := range matrix {
		matrix[i] = backing[i*3 : i*3+3 : i*3+3]
		for j := range matrix[i] {
			matrix[i][j] = i * j
		}
	}
	matrix[0] = append(matrix[0], 9)
	fmt.Println(matrix, backing)
	fmt.Printf("%v %d %q %x %T\n", []string{"a", "b"}, []byte("hi"), []string{"c"}, []byte("hi"), matrix)
}
