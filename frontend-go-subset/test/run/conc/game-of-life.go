// Game of life: the rows of each generation computed by goroutines, joined by a barrier.
package main

import (
	"fmt"
	"strings"
	"sync"
)

type field struct {
	w, h  int
	cells [][]bool
}

func newField(w, h int) *field {
	f := &field{w: w, h: h, cells: make([][]bool, h)}
	for i := range f.cells {
		f.cells[i] = make([]bool, w)
	}
	return f
}

func parse(s string) *field {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	f := newField(len(lines[0]), len(lines))
	for y, l := range lines {
		for x, c := range l {
			f.cells[y][x] = c == '#'
		}
	}
	return f
}

func (f *field) alive(x, y int) bool {
	return f.cells[(y+f.h)%f.h][(x+f.w)%f.w]
}

func (f *field) next(x, y int) bool {
	n := 0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if (dx != 0 || dy != 0) && f.alive(x+dx, y+dy) {
				n++
			}
		}
	}
	return n == 3 || n == 2 && f.alive(x, y)
}

func (f *field) step() *field {
	g := newField(f.w, f.h)
	var wg sync.WaitGroup
	for y := range f.h {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for x := range f.w {
				g.cells[y][x] = f.next(x, y)
			}
		}()
	}
	wg.Wait()
	return g
}

func (f *field) String() string {
	var b strings.Builder
	for _, row := range f.cells {
		for _, c := range row {
			b.WriteByte(".#"[map[bool]int{true: 1}[c]])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (f *field) count() (n int) {
	for _, row := range f.cells {
		for _, c := range row {
			if c {
				n++
			}
		}
	}
	return
}

func main() {
	glider := parse(`
.#........
..#.......
###.......
..........
..........
..........
..........
..........`)
	f := glider
	for range 12 {
		f = f.step()
	}
	fmt.Print(f)
	pent := newField(40, 40)
	for _, p := range [][2]int{{1, 0}, {2, 0}, {0, 1}, {1, 1}, {1, 2}} {
		pent.cells[20+p[1]][20+p[0]] = true
	}
	for gen := range 200 {
		if gen%40 == 0 {
			fmt.Print(pent.count(), " ")
		}
		pent = pent.step()
	}
	fmt.Println(pent.count())
}
