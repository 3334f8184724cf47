package slices

import (
	"cmp"
	"internal/pdq"
)

// ordered and byFunc are what package pdq sorts.
type ordered[E cmp.Ordered] []E

func (s ordered[E]) Less(i, j int) bool { return cmp.Less(s[i], s[j]) }
func (s ordered[E]) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

type byFunc[E any] struct {
	s   []E
	cmp func(a, b E) int
}

func (f byFunc[E]) Less(i, j int) bool { return f.cmp(f.s[i], f.s[j]) < 0 }
func (f byFunc[E]) Swap(i, j int)      { f.s[i], f.s[j] = f.s[j], f.s[i] }

// Sort sorts x; NaNs come first.
func Sort[S ~[]E, E cmp.Ordered](x S) { pdq.Sort(ordered[E](x), len(x)) }

// SortFunc sorts x, not stably, by the order of cmp: negative when a sorts before
// b, positive when behind, 0 when they are equal.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdq.Sort(byFunc[E]{x, cmp}, len(x))
}

// SortStableFunc is SortFunc that keeps equal elements in order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	var room []E
	if len(x) > stableBlock {
		room = make([]E, len(x)/2)
	}
	mergeSort([]E(x), room, cmp)
}

const stableBlock = 16

// mergeSort sorts x, stably; room has half of x's length.
func mergeSort[E any](x, room []E, cmp func(a, b E) int) {
	if len(x) <= stableBlock {
		for i := 1; i < len(x); i++ {
			v := x[i]
			j := i
			for ; j > 0 && cmp(v, x[j-1]) < 0; j-- {
				x[j] = x[j-1]
			}
			x[j] = v
		}
		return
	}
	half := len(x) / 2
	mergeSort(x[:half], room, cmp)
	mergeSort(x[half:], room, cmp)
	if cmp(x[half], x[half-1]) >= 0 {
		return
	}
	left := room[:copy(room, x[:half])]
	i, j, k := 0, half, 0
	for i < len(left) {
		if j < len(x) && cmp(x[j], left[i]) < 0 {
			x[k] = x[j]
			j++
		} else {
			x[k] = left[i]
			i++
		}
		k++
	}
}

// IsSorted reports whether x is sorted.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is sorted by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min returns the least element, a NaN if there is one. It panics if x is empty.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = min(m, v)
	}
	return m
}

// MinFunc returns the first of the least elements. It panics if x is empty.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) < 0 {
			m = v
		}
	}
	return m
}

// Max returns the greatest element, a NaN if there is one. It panics if x is empty.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = max(m, v)
	}
	return m
}

// MaxFunc returns the first of the greatest elements. It panics if x is empty.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) > 0 {
			m = v
		}
	}
	return m
}

// BinarySearch returns where target is in the sorted x, or where it would be, and
// whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if cmp.Less(x[m], target) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, lo < len(x) && (x[lo] == target || x[lo] != x[lo] && target != target)
}

// BinarySearchFunc is BinarySearch by cmp, which compares an element with target.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if cmp(x[m], target) < 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, lo < len(x) && cmp(x[lo], target) == 0
}
