// Package constanttime compares and chooses without branches, so that the time taken tells nothing about the values. Each
// function returns 1 or 0, Select one of its arguments.
package constanttime

// isZero is 1 for 0.
func isZero(x uint64) int { return int(1 &^ ((x | -x) >> 63)) }

// Select returns x if v is not 0, else y.
func Select(v, x, y int) int {
	mask := isZero(uint64(v)) - 1
	return mask&x | ^mask&y
}

// ByteEq says whether x and y are the same.
func ByteEq(x, y uint8) int { return isZero(uint64(x ^ y)) }

// Eq says whether x and y are the same.
func Eq(x, y int32) int { return isZero(uint64(uint32(x ^ y))) }

// LessOrEq says whether x <= y, of values that are not negative.
func LessOrEq(x, y int) int { return int(1 &^ (uint64(y-x) >> 63)) }
