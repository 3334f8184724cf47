// Backtracking: n queens, sudoku, subset sums.
package main

import (
	"fmt"
	"strings"
)

func queens(n int) (count int, first []int) {
	cols, diag, anti := make([]bool, n), make([]bool, 2*n), make([]bool, 2*n)
	at := make([]int, n)
	var place func(row int)
	place = func(row int) {
		if row == n {
			if count == 0 {
				first = append(first, at...)
			}
			count++
			return
		}
		for c := range n {
			if cols[c] || diag[row+c] || anti[row-c+n] {
				continue
			}
			cols[c], diag[row+c], anti[row-c+n] = true, true, true
			at[row] = c
			place(row + 1)
			cols[c], diag[row+c], anti[row-c+n] = false, false, false
		}
	}
	place(0)
	return
}

func bitQueens(n int) int {
	all := uint(1)<<n - 1
	var rec func(cols, l, r uint) int
	rec = func(cols, l, r uint) (count int) {
		if cols == all {
			return 1
		}
		for free := all &^ (cols | l | r); free != 0; free &= free - 1 {
			bit := free & -free
			count += rec(cols|bit, (l|bit)<<1, (r|bit)>>1)
		}
		return
	}
	return rec(0, 0, 0)
}

type sudoku [9][9]uint8

func parse(s string) (g sudoku) {
	for i, c := range strings.ReplaceAll(s, "\n", "") {
		if c != '.' {
			g[i/9][i%9] = uint8(c - '0')
		}
	}
	return
}

func (g *sudoku) allowed(r, c int) (mask uint16) {
	for i := range 9 {
		mask |= 1<<g[r][i] | 1<<g[i][c] | 1<<g[r/3*3+i/3][c/3*3+i%3]
	}
	return ^mask & 0x3fe
}

func (g *sudoku) solve(steps *int) bool {
	*steps++
	br, bc, best, options := -1, 0, 10, uint16(0)
	for r := range 9 {
		for c := range 9 {
			if g[r][c] != 0 {
				continue
			}
			m := g.allowed(r, c)
			n := 0
			for x := m; x != 0; x &= x - 1 {
				n++
			}
			if n < best {
				br, bc, best, options = r, c, n, m
			}
		}
	}
	if br < 0 {
		return true
	}
	for d := uint8(1); d <= 9; d++ {
		if options&(1<<d) != 0 {
			g[br][bc] = d
			if g.solve(steps) {
				return true
			}
		}
	}
	g[br][bc] = 0
	return false
}

func subsets(xs []int, target int) (out [][]int) {
	var rec func(i, sum int, picked []int)
	rec = func(i, sum int, picked []int) {
		if sum == target {
			out = append(out, append([]int(nil), picked...))
		}
		for ; i < len(xs) && sum+xs[i] <= target; i++ {
			rec(i+1, sum+xs[i], append(picked, xs[i]))
		}
	}
	rec(0, 0, nil)
	return
}

func main() {
	for n := 1; n <= 8; n++ {
		count, first := queens(n)
		fmt.Println(n, count, first, bitQueens(n))
	}
	fmt.Println(bitQueens(10))
	g := parse(`
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79`)
	steps := 0
	fmt.Println(g.solve(&steps), steps)
	for _, row := range g {
		fmt.Println(row)
	}
	h := g
	h[0][0], h[0][1] = 0, 0
	steps = 0
	fmt.Println(h.solve(&steps), h == g)
	fmt.Println(subsets([]int{1, 2, 3, 4, 5, 6, 7}, 10))
}
