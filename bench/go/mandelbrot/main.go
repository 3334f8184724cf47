// How many points of an n by n grid stay near zero for fifty steps. An operation is one point.
package main

import "bench/stopwatch"

func inside(cr, ci float64) bool {
	zr, zi := 0.0, 0.0
	for range 50 {
		rr, ii := float64(zr*zr), float64(zi*zi)
		if rr+ii > 4 {
			return false
		}
		zr, zi = rr-ii+cr, float64(2*zr*zi)+ci
	}
	return true
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	count := 0
	for y := range n {
		ci := 2*float64(y)/float64(n) - 1
		for x := range n {
			if inside(2*float64(x)/float64(n)-1.5, ci) {
				count++
			}
		}
	}
	stopwatch.StopInt(n*n, count)
}
