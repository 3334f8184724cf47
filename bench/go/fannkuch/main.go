// Over all permutations of n numbers: how often can a prefix be flipped before a 1 leads? An operation is a permutation.
package main

import (
	"strconv"

	"bench/stopwatch"
)

func fannkuch(n int) (checksum, maxFlips, permutations int) {
	perm, work, count := make([]int, n), make([]int, n), make([]int, n)
	for i := range perm {
		perm[i] = i
	}
	sign := 1
	r := n
	for {
		for ; r != 1; r-- {
			count[r-1] = r
		}
		permutations++
		if perm[0] != 0 {
			copy(work, perm)
			flips := 0
			for k := work[0]; k != 0; k = work[0] {
				for i, j := 0, k; i < j; i, j = i+1, j-1 {
					work[i], work[j] = work[j], work[i]
				}
				flips++
			}
			maxFlips = max(maxFlips, flips)
			checksum += sign * flips
		}
		sign = -sign
		// The next permutation: rotate ever longer prefixes until one has turns left.
		for {
			if r == n {
				return
			}
			first := perm[0]
			copy(perm, perm[1:r+1])
			perm[r] = first
			count[r]--
			if count[r] > 0 {
				break
			}
			r++
		}
	}
}

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	checksum, maxFlips, permutations := fannkuch(n)
	stopwatch.Stop(permutations, strconv.Itoa(checksum)+" "+strconv.Itoa(maxFlips))
}
