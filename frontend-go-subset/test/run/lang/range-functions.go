// Iterator functions composed with each other: pipelines, zip, tree walks, early ends, errors.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
}

func filter[T any](seq iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func transform[T, U any](seq iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		seq(func(v T) bool { return yield(f(v)) })
	}
}

func take[T any](seq iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range seq {
			i++
			if !yield(v) || i == n {
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func chunk(s string, n int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := 0; s != ""; i++ {
			k := min(n, len(s))
			if !yield(i, s[:k]) {
				return
			}
			s = s[k:]
		}
	}
}

type graph map[string][]string

func (g graph) walk(from string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		seen := map[string]bool{}
		var visit func(string, int) bool
		visit = func(n string, depth int) bool {
			if seen[n] {
				return true
			}
			seen[n] = true
			if !yield(n, depth) {
				return false
			}
			for _, to := range g[n] {
				if !visit(to, depth+1) {
					return false
				}
			}
			return true
		}
		visit(from, 0)
	}
}

func first(g graph, depth int) (string, bool) {
	for n, d := range g.walk("a") {
		if d == depth {
			return n, true
		}
	}
	return "", false
}

func table() (rows [][]int) {
outer:
	for i := range count() {
		var row []int
		for j := range count() {
			switch {
			case j > i:
				rows = append(rows, row)
				continue outer
			case i == 4:
				break outer
			}
			row = append(row, i*j)
		}
	}
	return
}

func main() {
	evens := filter(count(), func(n int) bool { return n%2 == 0 })
	squares := transform(evens, func(n int) string { return fmt.Sprint(n * n) })
	for s := range take(squares, 5) {
		fmt.Print(s, " ")
	}
	fmt.Println(slices.Collect(take(squares, 3)), slices.Collect(take(count(), 0)))
	for a, b := range zip(take(count(), 3), squares) {
		fmt.Print(a, "-", b, " ")
	}
	for a, b := range zip(count(), take(count(), 2)) {
		fmt.Print(a, b, " ")
	}
	fmt.Println()
	for i, part := range chunk("abcdefgh", 3) {
		fmt.Print(i, part, " ")
	}
	fmt.Println()
	g := graph{"a": {"b", "c"}, "b": {"d"}, "c": {"d", "e"}, "d": {"a"}}
	for n, d := range g.walk("a") {
		fmt.Print(n, d, " ")
	}
	fmt.Println(first(g, 2))
	fmt.Println(first(g, 9))
	fmt.Println(table())
	fmt.Println(slices.Sorted(maps.Keys(g)), slices.Collect(slices.Values([]int{3, 1})))
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, v, " ")
	}
	sum := 0
	for v := range slices.Values([]int{1, 2, 3, 4}) {
		defer func() { fmt.Print("deferred ", v, " sum ", sum, "; ") }()
		if v == 3 {
			break
		}
		sum += v
	}
	fmt.Println(sum)
}
