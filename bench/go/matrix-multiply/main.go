// Two n by n matrices of float64, as slices of slices, multiplied. An operation is one multiplication and addition.
package main

import (
	"strconv"

	"bench/stopwatch"
)

type matrix [][]float64

func newMatrix(n int, at func(i, j int) float64) matrix {
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = at(i, j)
		}
	}
	return m
}

func (a matrix) times(b matrix) matrix {
	n := len(a)
	product := newMatrix(n, func(i, j int) float64 { return 0 })
	column := make([]float64, n)
	for j := range n {
		for k := range n {
			column[k] = b[k][j]
		}
		for i := range n {
			row := a[i]
			sum := 0.0
			for k := range n {
				sum += float64(row[k] * column[k])
			}
			product[i][j] = sum
		}
	}
	return product
}

func main() {
	n := stopwatch.Size()
	a := newMatrix(n, func(i, j int) float64 { return float64((i*7+j*3)%11) - 5 })
	b := newMatrix(n, func(i, j int) float64 { return float64((i*5+j*2)%13) - 6 })
	stopwatch.Start()
	product := a.times(b)
	trace := 0.0
	for i := range n {
		trace += product[i][i]*float64(i%7) + product[i][n-1-i]
	}
	stopwatch.Stop(n*n*n, strconv.FormatFloat(trace, 'f', 3, 64))
}
