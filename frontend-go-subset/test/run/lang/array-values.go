// Arrays as values everywhere: in structs, maps, interfaces, channels, closures, results.
package main

import "fmt"

type board [3][3]rune

func (b board) with(x, y int, r rune) board {
	b[y][x] = r
	return b
}

func (b *board) set(x, y int, r rune) { b[y][x] = r }

func (b board) String() (s string) {
	for _, row := range b {
		for _, c := range row {
			if c == 0 {
				c = '.'
			}
			s += string(c)
		}
		s += "\n"
	}
	return
}

type record struct {
	id   [4]byte
	data [2][]int
}

func sums(a [4]int) (out [4]int) {
	t := 0
	for i, v := range a {
		t += v
		out[i] = t
	}
	return
}

type unit struct{}

type one struct {
	_ unit
	n int
}

// Arrays whose elements are one word, or nothing, deep inside.
func inner(p [3][1]int, q [2]one, r [2][1][1]one, u [2][3]unit, i, zero int) {
	fmt.Println(p[i%3][zero], q[i%2].n, r[i%2][zero][0].n, u[i%2][i] == unit{})
	p[i%3][zero] = 10
	q[i%2].n *= 7
	r[i%2][zero][zero].n++
	u[i%2][i] = unit{}
	p[zero], p[1] = p[1], p[zero]
	fmt.Println(p, q, r, u)
	defer func() { fmt.Println(recover()) }()
	p[i%3][i]++
}

func main() {
	inner([3][1]int{{5}, {6}, {7}}, [2]one{{n: 1}, {n: 2}}, [2][1][1]one{{{{n: 3}}}, {{{n: 4}}}}, [2][3]unit{}, 2, 0)
	inner([3][1]int{{5}, {6}, {7}}, [2]one{{n: 1}, {n: 2}}, [2][1][1]one{{{{n: 3}}}, {{{n: 4}}}}, [2][3]unit{}, 1, 0)
	var b board
	c := b.with(1, 1, 'x')
	c.set(0, 0, 'o')
	d := c
	d.set(2, 2, 'o')
	fmt.Print(b, c, d)
	fmt.Println(b == board{}, c == d, c == board{{'o'}, {0, 'x'}})
	m := map[[2]string]int{{"a", "b"}: 1}
	k := [2]string{"a", "b"}
	m[k]++
	k[0] = "z"
	fmt.Println(m, m[k], len(m))
	v := any(k)
	k[1] = "changed"
	fmt.Println(v, v == any([2]string{"z", "b"}))
	ch := make(chan [2]string, 1)
	ch <- k
	k[0] = "after"
	fmt.Println(<-ch)
	f := func() [2]string { return k }
	g := f()
	k[1] = "later"
	fmt.Println(g, f())
	r := record{[4]byte{1, 2, 3, 4}, [2][]int{{1}, {2, 3}}}
	s := r
	s.id[0] = 9
	s.data[0][0] = 100
	s.data[1] = nil
	fmt.Println(r, s)
	fmt.Println(sums([4]int{1, 2, 3, 4}), sums(sums([4]int{1, 1, 1, 1})))
	p := &[3]int{1, 2, 3}
	for i := range p {
		p[i] *= 10
	}
	q := *p
	q[0] = 0
	fmt.Println(*p, q, p[1:], len(p))
	as := [2][2]int{{1, 2}, {3, 4}}
	as[0], as[1] = as[1], as[0]
	for _, row := range as {
		row[0] = 99
	}
	for i := range as {
		as[i][1]++
	}
	fmt.Println(as, as[1][0])
	i, arr := 0, [3]int{1, 2, 3}
	i, arr[i] = 2, 50
	arr[i], i = 60, 1
	fmt.Println(i, arr)
	fmt.Println([...]string{2: "c", 0: "a"}, [3]*int{}, [2]any{1, nil}, [0]int{})
	fmt.Printf("%v %T %d\n", as, as, len([10][20]int{}[3]))
}
