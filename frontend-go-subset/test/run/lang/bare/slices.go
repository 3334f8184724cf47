// Slices: sharing, growing, copying, the three-index form, and what nil means.
//
// stderr: none len=0 nil=true:
// stderr: empty len=0 nil=false:
// stderr: appended len=3 nil=false: 1 2 3
// stderr: caps 5 4 1 0
// stderr: shares len=6 nil=false: 0 1 2 99 4 5
// stderr: b len=3 nil=false: 1 2 99
// stderr: three-index len=6 nil=false: 0 1 2 99 4 5
// stderr: c len=3 nil=false: 1 2 77
// stderr: alias -1 1
// stderr: same place 6 6 2 10
// stderr: copy len=2 nil=false: 2 99
// stderr: copied 2 5
// stderr: overlap len=6 nil=false: 0 0 -1 2 99 4
// stderr: copy string 3 hel
// stderr: hel there
// stderr: variadic 0 1 6 104 0
// stderr: grid 3 3 4
// stderr: keyed len=7 nil=false: 0 7 0 0 0 1 2
// stderr: reset len=0 nil=false:
// stderr: reslice len=4 nil=false: 0 7 0 0
// stderr: to array 100 50 2
// stderr: clear len=4 nil=false: 0 0 0 0
// stderr: grow 1000 998001 332833500
// stderr: cut len=13 nil=false: 0 1 4 980100 982081 984064 986049 988036 990025 992016 994009 996004 998001
// stderr: self 26 4

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
