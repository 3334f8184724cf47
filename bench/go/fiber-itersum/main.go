// A coroutine (iter.Pull) yields the numbers from 1 to n, which are added up. An operation is one number.
package main

import (
	"iter"

	"bench/stopwatch"
)

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 1; i <= n && yield(i); i++ {
		}
	}
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	next, stop := iter.Pull(numbers(n))
	sum := 0
	for v, ok := next(); ok; v, ok = next() {
		sum += v
	}
	stop()
	stopwatch.StopInt(n, sum)
}
