// Package pdq sorts in place, not stably, by pattern-defeating quicksort (Orson
// Peters, "Pattern-defeating Quicksort", 2021): quicksort that takes pivots from
// few places, recognises sorted, reversed and much repeated input, shuffles a
// little after bad pivots and falls back to heapsort after too many of them.
//
// The order in which equal elements end up is the one that Go's users know: it
// follows from the constants and from the order of steps here.
package pdq

import "math/bits"

// Data is what can be sorted: elements with the numbers 0, 1, ...
type Data interface {
	Less(i, j int) bool
	Swap(i, j int)
}

const (
	maxInsertion  = 12 // ranges up to this length are sorted by insertion
	minNinther    = 50 // from this length on, the pivot is a median of medians
	maxPivotSwaps = 12 // comparisons for the pivot that can be out of order
	maxRepairs    = 5  // elements that partialInsertion moves before it gives up
	minRepairable = 50 // shorter ranges are not worth repairing
)

// Sort sorts the elements 0 to n-1.
func Sort[D Data](d D, n int) { quick(d, 0, n, bits.Len(uint(n))) }

// quick sorts the elements lo to hi-1; it may choose badLeft bad pivots.
func quick[D Data](d D, lo, hi, badLeft int) {
	balanced, partitioned := true, true // what the partition before was
	for {
		n := hi - lo
		if n <= maxInsertion {
			Insertion(d, lo, hi)
			return
		}
		if badLeft == 0 {
			heap(d, lo, hi)
			return
		}
		if !balanced {
			shuffle(d, lo, hi)
			badLeft--
		}
		pivot, swaps := choosePivot(d, lo, hi)
		if swaps == maxPivotSwaps {
			// Everything was in falling order: turn it round.
			for i, j := lo, hi-1; i < j; i, j = i+1, j-1 {
				d.Swap(i, j)
			}
			pivot = hi - 1 - (pivot - lo)
			swaps = 0
		}
		if balanced && partitioned && swaps == 0 && partialInsertion(d, lo, hi) {
			return
		}
		if lo > 0 && !d.Less(lo-1, pivot) {
			// The pivot equals the one before: what equals it is at its place.
			lo = partitionEqual(d, lo, hi, pivot)
			continue
		}
		var mid int
		mid, partitioned = partition(d, lo, hi, pivot)
		// Recurse into the smaller side.
		if left, right := mid-lo, hi-mid; left < right {
			balanced = left >= n/8
			quick(d, lo, mid, badLeft)
			lo = mid + 1
		} else {
			balanced = right >= n/8
			quick(d, mid+1, hi, badLeft)
			hi = mid
		}
	}
}

// Insertion sorts the elements lo to hi-1 by insertion, stably.
func Insertion[D Data](d D, lo, hi int) {
	for i := lo + 1; i < hi; i++ {
		for j := i; j > lo && d.Less(j, j-1); j-- {
			d.Swap(j, j-1)
		}
	}
}

func heap[D Data](d D, lo, hi int) {
	n := hi - lo
	for i := (n - 1) / 2; i >= 0; i-- {
		sink(d, i, n, lo)
	}
	for i := n - 1; i >= 0; i-- {
		d.Swap(lo, lo+i)
		sink(d, 0, i, lo)
	}
}

// sink restores the heap of n elements that begins at lo, below its element root.
func sink[D Data](d D, root, n, lo int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && d.Less(lo+child, lo+child+1) {
			child++
		}
		if !d.Less(lo+root, lo+child) {
			return
		}
		d.Swap(lo+root, lo+child)
		root = child
	}
}

// scan moves i up and j down past the elements that are on the right side of the
// pivot at lo.
func scan[D Data](d D, lo, i, j int) (int, int) {
	for i <= j && d.Less(i, lo) {
		i++
	}
	for i <= j && !d.Less(j, lo) {
		j--
	}
	return i, j
}

// partition moves what is less than the pivot before it and the rest behind it. It
// returns the pivot's new place and whether nothing had to be moved.
func partition[D Data](d D, lo, hi, pivot int) (mid int, already bool) {
	d.Swap(lo, pivot)
	i, j := scan(d, lo, lo+1, hi-1)
	already = i > j
	for i <= j {
		d.Swap(i, j)
		i, j = scan(d, lo, i+1, j-1)
	}
	d.Swap(j, lo)
	return j, already
}

// partitionEqual moves what equals the pivot before what is greater, and returns
// where that begins. No element is less.
func partitionEqual[D Data](d D, lo, hi, pivot int) int {
	d.Swap(lo, pivot)
	i, j := lo+1, hi-1
	for {
		for i <= j && !d.Less(lo, i) {
			i++
		}
		for i <= j && d.Less(lo, j) {
			j--
		}
		if i > j {
			return i
		}
		d.Swap(i, j)
		i++
		j--
	}
}

// partialInsertion sorts a range in which few elements are out of order; else it
// gives up and returns false.
func partialInsertion[D Data](d D, lo, hi int) bool {
	i := lo + 1
	for step := 0; step < maxRepairs; step++ {
		for i < hi && !d.Less(i, i-1) {
			i++
		}
		if i == hi {
			return true
		}
		if hi-lo < minRepairable {
			return false
		}
		d.Swap(i, i-1)
		if i-lo >= 2 {
			for j := i - 1; j >= 1 && d.Less(j, j-1); j-- {
				d.Swap(j, j-1)
			}
		}
		if hi-i >= 2 {
			for j := i + 1; j < hi && d.Less(j, j-1); j++ {
				d.Swap(j, j-1)
			}
		}
	}
	return false
}

// shuffle swaps three elements in the middle with others, chosen by a xorshift
// generator that the length seeds.
func shuffle[D Data](d D, lo, hi int) {
	n := hi - lo
	if n < 8 {
		return
	}
	random := uint64(n)
	mask := uint(1)<<bits.Len(uint(n)) - 1
	middle := lo + n/4*2
	for i := -1; i < 2; i++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		d.Swap(middle+i, lo+other)
	}
}

// choosePivot returns a place whose element is probably near the middle, and how
// many of the comparisons found a pair out of order.
func choosePivot[D Data](d D, lo, hi int) (pivot, swaps int) {
	n := hi - lo
	quarter := n / 4
	i, j, k := lo+quarter, lo+quarter*2, lo+quarter*3
	if n >= minNinther {
		i, swaps = median(d, i-1, i, i+1, swaps)
		j, swaps = median(d, j-1, j, j+1, swaps)
		k, swaps = median(d, k-1, k, k+1, swaps)
	}
	return median(d, i, j, k, swaps)
}

func median[D Data](d D, a, b, c, swaps int) (int, int) {
	if d.Less(b, a) {
		a, b = b, a
		swaps++
	}
	if d.Less(c, b) {
		b = c
		swaps++
	}
	if d.Less(b, a) {
		b = a
		swaps++
	}
	return b, swaps
}
