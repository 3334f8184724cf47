// How many ways are there to put n queens on a board of n by n? An operation is one queen put down.
package main

import (
	"strconv"

	"bench/stopwatch"
)

type board struct {
	n                  int
	column, rise, fall []bool
	placed             int
}

func (b *board) solve(row int) int {
	if row == b.n {
		return 1
	}
	solutions := 0
	for c := range b.n {
		r, f := row+c, row-c+b.n
		if b.column[c] || b.rise[r] || b.fall[f] {
			continue
		}
		b.placed++
		b.column[c], b.rise[r], b.fall[f] = true, true, true
		solutions += b.solve(row + 1)
		b.column[c], b.rise[r], b.fall[f] = false, false, false
	}
	return solutions
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	b := &board{n: n, column: make([]bool, n), rise: make([]bool, 2*n), fall: make([]bool, 2*n)}
	solutions := b.solve(0)
	stopwatch.Stop(b.placed, strconv.Itoa(solutions)+" "+strconv.Itoa(b.placed))
}
