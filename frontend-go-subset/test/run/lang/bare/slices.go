// Slices: sharing, growing, copying, the three-index form, and what nil means.
package main

func show(name string, s []int) {
	print(name, " len=", len(s), " nil=", s == nil, ":")
	for _, v := range s {
		print(" ", v)
	}
	print("\n")
}

func sum(v ...int) (n int) {
	for _, x := range v {
		n += x
	}
	return
}

func main() {
	var none []int
	show("none", none)
	show("empty", []int{})
	none = append(none, 1, 2, 3)
	show("appended", none)

	base := [6]int{0, 1, 2, 3, 4, 5}
	a := base[1:3]
	println("caps", cap(a), cap(base[:2:4]), cap(base[5:]), len(base[6:]))
	b := append(a, 99)
	show("shares", base[:])
	show("b", b)
	c := append(base[1:3:3], 77)
	show("three-index", base[:])
	show("c", c)
	b[0] = -1
	println("alias", base[1], c[0])

	d := make([]int, 2, 10)
	e := append(d, 5)
	f := append(d, 6)
	println("same place", e[2], f[2], len(d), cap(d))

	n := copy(d, base[2:])
	show("copy", d)
	println("copied", n, copy(base[1:], base[:]))
	show("overlap", base[:])
	bs := make([]byte, 3)
	println("copy string", copy(bs, "hello"), string(bs))
	bs = append(bs, " there"...)
	println(string(bs))

	println("variadic", sum(), sum(1), sum(1, 2, 3), sum(base[:]...), sum(nil...))
	grid := make([][]int, 3)
	for i := range grid {
		grid[i] = make([]int, i+1)
		for j := range grid[i] {
			grid[i][j] = i * j
		}
	}
	println("grid", len(grid), len(grid[2]), grid[2][2])
	s := []int{5: 1, 2, 1: 7}
	show("keyed", s)
	s = s[:0]
	show("reset", s)
	s = s[:4]
	show("reslice", s)
	arr := [3]int(s[:3])
	arr[0] = 100
	p := (*[2]int)(s)
	p[0] = 50
	println("to array", arr[0], s[0], len(p))
	clear(s)
	show("clear", s)
	grow := []int{}
	for i := range 1000 {
		grow = append(grow, i*i)
	}
	println("grow", len(grow), grow[999], sum(grow...))
	grow = append(grow[:3], grow[990:]...)
	show("cut", grow)
	self := append(grow, grow...)
	println("self", len(self), self[13+2])
}
