// Package sort sorts and searches slices and other indexed collections.
package sort

import (
	"internal/pdq"
	"reflect"
	"slices"
)

// An Interface is a collection whose elements have the numbers 0 to Len()-1.
type Interface interface {
	// Len returns the number of elements.
	Len() int
	// Less reports whether element i must sort before element j. It must be a
	// transitive order.
	Less(i, j int) bool
	// Swap exchanges the elements i and j.
	Swap(i, j int)
}

// Sort sorts data, not stably, with O(n log n) calls of Less and Swap.
func Sort(data Interface) { pdq.Sort(data, data.Len()) }

// Stable sorts data and keeps equal elements in order.
func Stable(data Interface) { stable(data, data.Len()) }

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

// stable sorts short blocks by insertion and merges them in place.
func stable[D pdq.Data](d D, n int) {
	const block = 20
	for lo := 0; lo < n; lo += block {
		pdq.Insertion(d, lo, min(lo+block, n))
	}
	for size := block; size < n; size *= 2 {
		for lo := 0; lo+size < n; lo += 2 * size {
			merge(d, lo, lo+size, min(lo+2*size, n))
		}
	}
}

// merge merges the sorted ranges lo to mid-1 and mid to hi-1 in place, by Kim and
// Kutzner's SymMerge ("Stable Minimum Storage Merging by Symmetric Comparisons",
// 2004): it exchanges the end of the first range with a beginning of the second,
// of the same distance from the centre, and merges the two halves.
func merge[D pdq.Data](d D, lo, mid, hi int) {
	if lo >= mid || mid >= hi {
		return
	}
	if mid-lo == 1 {
		// Insert the first element before the first one that is not less.
		i, j := mid, hi
		for i < j {
			m := int(uint(i+j) >> 1)
			if d.Less(m, lo) {
				i = m + 1
			} else {
				j = m
			}
		}
		for k := lo; k < i-1; k++ {
			d.Swap(k, k+1)
		}
		return
	}
	if hi-mid == 1 {
		// Insert the last element before the first one that is greater.
		i, j := lo, mid
		for i < j {
			m := int(uint(i+j) >> 1)
			if !d.Less(mid, m) {
				i = m + 1
			} else {
				j = m
			}
		}
		for k := mid; k > i; k-- {
			d.Swap(k, k-1)
		}
		return
	}
	half := int(uint(lo+hi) >> 1)
	sum := half + mid
	start, end := lo, mid
	if mid > half {
		start, end = sum-hi, half
	}
	for start < end {
		m := int(uint(start+end) >> 1)
		if !d.Less(sum-1-m, m) {
			start = m + 1
		} else {
			end = m
		}
	}
	end = sum - start
	rotate(d, start, mid, end)
	merge(d, lo, start, half)
	merge(d, half, end, hi)
}

// rotate exchanges the neighbouring ranges lo to mid-1 and mid to hi-1.
func rotate[D pdq.Data](d D, lo, mid, hi int) {
	reverse(d, lo, mid)
	reverse(d, mid, hi)
	reverse(d, lo, hi)
}

func reverse[D pdq.Data](d D, lo, hi int) {
	for hi--; lo < hi; lo, hi = lo+1, hi-1 {
		d.Swap(lo, hi)
	}
}

// lessSwap sorts a slice of any type.
type lessSwap struct {
	less func(i, j int) bool
	swap func(i, j int)
}

func (s lessSwap) Less(i, j int) bool { return s.less(i, j) }
func (s lessSwap) Swap(i, j int)      { s.swap(i, j) }

// Slice sorts the slice x, not stably; less compares elements by their indices. It
// panics if x is no slice.
func Slice(x any, less func(i, j int) bool) {
	pdq.Sort(lessSwap{less, reflect.Swapper(x)}, reflect.ValueOf(x).Len())
}

// SliceStable sorts the slice x and keeps equal elements in order.
func SliceStable(x any, less func(i, j int) bool) {
	stable(lessSwap{less, reflect.Swapper(x)}, reflect.ValueOf(x).Len())
}

// SliceIsSorted reports whether the slice x is sorted.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := reflect.ValueOf(x).Len() - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

type reversed struct{ Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns data with the order turned round.
func Reverse(data Interface) Interface { return &reversed{data} }

// IntSlice makes a slice of ints an Interface.
type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x IntSlice) Sort() { Sort(x) }

// Search is SearchInts.
func (p IntSlice) Search(x int) int { return SearchInts(p, x) }

// Float64Slice makes a slice of floats an Interface, with NaNs first.
type Float64Slice []float64

func (x Float64Slice) Len() int { return len(x) }
func (x Float64Slice) Less(i, j int) bool {
	return x[i] < x[j] || x[i] != x[i] && x[j] == x[j]
}
func (x Float64Slice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x Float64Slice) Sort() { Sort(x) }

// Search is SearchFloat64s.
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

// StringSlice makes a slice of strings an Interface.
type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x.
func (x StringSlice) Sort() { Sort(x) }

// Search is SearchStrings.
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

// Ints sorts x.
func Ints(x []int) { slices.Sort(x) }

// Float64s sorts x, with NaNs first.
func Float64s(x []float64) { slices.Sort(x) }

// Strings sorts x.
func Strings(x []string) { slices.Sort(x) }

// IntsAreSorted reports whether x is sorted.
func IntsAreSorted(x []int) bool { return slices.IsSorted(x) }

// Float64sAreSorted reports whether x is sorted, with NaNs first.
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }

// StringsAreSorted reports whether x is sorted.
func StringsAreSorted(x []string) bool { return slices.IsSorted(x) }
