// The spectral norm of an infinite matrix's corner, by power iteration. An operation is one element of the matrix used.
package main

import (
	"math"
	"strconv"

	"bench/stopwatch"
)

func element(i, j int) float64 { return 1 / float64((i+j)*(i+j+1)/2+i+1) }

func times(v, to []float64) {
	for i := range to {
		sum := 0.0
		for j, x := range v {
			sum += float64(element(i, j) * x)
		}
		to[i] = sum
	}
}

func timesTransposed(v, to []float64) {
	for i := range to {
		sum := 0.0
		for j, x := range v {
			sum += float64(element(j, i) * x)
		}
		to[i] = sum
	}
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	u, v, w := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	for range 10 {
		times(u, w)
		timesTransposed(w, v)
		times(v, w)
		timesTransposed(w, u)
	}
	vBv, vv := 0.0, 0.0
	for i := range u {
		vBv += float64(u[i] * v[i])
		vv += float64(v[i] * v[i])
	}
	stopwatch.Stop(40*n*n, strconv.FormatFloat(math.Sqrt(vBv/vv), 'f', 9, 64))
}
