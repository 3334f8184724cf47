// Package bytealg has the searches that Go writes in assembly, for packages of Go's tree that use them.
package bytealg

import "math/bits"

// MaxLen is the longest thing that Index finds; MaxBruteForce the longest text in which callers should always use it.
var MaxLen = 64

const MaxBruteForce = 64

// PrimeRK is the multiplier of the Rabin-Karp hash.
const PrimeRK = 16777619

// Cutover is how many false starts IndexByte may have in n bytes before Index is better.
func Cutover(n int) int { return (n + 16) / 8 }

// Compare is negative, zero or positive as a is before, the same as or after b.
func Compare(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return min(max(len(a)-len(b), -1), 1)
}

// CompareString is Compare for strings.
func CompareString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Equal says whether a and b have the same bytes.
func Equal(a, b []byte) bool { return string(a) == string(b) }

type text interface{ string | []byte }

func count[T text](s T, c byte) (n int) {
	for i := range len(s) {
		if s[i] == c {
			n++
		}
	}
	return n
}

// Count counts c in b.
func Count(b []byte, c byte) int { return count(b, c) }

// CountString counts c in s.
func CountString(s string, c byte) int { return count(s, c) }

func indexByte[T text](s T, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// IndexByte finds the first c in b.
func IndexByte(b []byte, c byte) int { return indexByte(b, c) }

// IndexByteString finds the first c in s.
func IndexByteString(s string, c byte) int { return indexByte(s, c) }

func lastIndexByte[T text](s T, c byte) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// LastIndexByte finds the last c in s.
func LastIndexByte(s []byte, c byte) int { return lastIndexByte(s, c) }

// LastIndexByteString finds the last c in s.
func LastIndexByteString(s string, c byte) int { return lastIndexByte(s, c) }

// Index finds the first b in a.
func Index(a, b []byte) int { return IndexRabinKarp(a, b) }

// IndexString finds the first b in a.
func IndexString(a, b string) int { return IndexRabinKarp(a, b) }

// HashStr is the Rabin-Karp hash of sep, and PrimeRK to the power of its length.
func HashStr[T string | []byte](sep T) (hash, power uint32) {
	power = 1
	for i := range len(sep) {
		hash = hash*PrimeRK + uint32(sep[i])
		power *= PrimeRK
	}
	return hash, power
}

// HashStrRev is HashStr of sep read backwards.
func HashStrRev[T string | []byte](sep T) (hash, power uint32) {
	power = 1
	for i := len(sep) - 1; i >= 0; i-- {
		hash = hash*PrimeRK + uint32(sep[i])
		power *= PrimeRK
	}
	return hash, power
}

// IndexRabinKarp finds the first sep in s: a hash of the window is kept while it moves.
func IndexRabinKarp[T string | []byte](s, sep T) int {
	n := len(sep)
	if n > len(s) {
		return -1
	}
	want, power := HashStr(sep)
	hash, _ := HashStr(s[:n])
	for end := n; ; end++ {
		if hash == want && string(s[end-n:end]) == string(sep) {
			return end - n
		}
		if end == len(s) {
			return -1
		}
		hash = hash*PrimeRK + uint32(s[end]) - power*uint32(s[end-n])
	}
}

// LastIndexRabinKarp finds the last sep in s.
func LastIndexRabinKarp[T string | []byte](s, sep T) int {
	n := len(sep)
	if n > len(s) {
		return -1
	}
	want, power := HashStrRev(sep)
	hash, _ := HashStrRev(s[len(s)-n:])
	for start := len(s) - n; ; start-- {
		if hash == want && string(s[start:start+n]) == string(sep) {
			return start
		}
		if start == 0 {
			return -1
		}
		hash = hash*PrimeRK + uint32(s[start-1]) - power*uint32(s[start+n-1])
	}
}

// MakeNoZero makes a slice that the caller will fill.
func MakeNoZero(n int) []byte {
	size := 8
	if n > 8 {
		size = 1 << bits.Len(uint(n-1))
	}
	if n > 1<<20 {
		size = n
	}
	return make([]byte, n, size)
}
