// Package strings works on UTF-8 strings.
package strings

import (
	"internal/unicode"
	"unicode/utf8"
	"unsafe"
)

// IndexByte returns where c is first in s, or -1.
func IndexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// LastIndexByte returns where c is last in s, or -1.
func LastIndexByte(s string, c byte) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// hashPrime is the base of the rolling hash of Rabin and Karp.
const hashPrime = 16777619

// Index returns where substr is first in s, or -1.
func Index(s, substr string) int {
	n := len(substr)
	switch {
	case n == 0:
		return 0
	case n == 1:
		return IndexByte(s, substr[0])
	case n >= len(s):
		if s == substr {
			return 0
		}
		return -1
	}
	// Look at the places of the first two bytes, as long as few of them mislead.
	first, second := substr[0], substr[1]
	last := len(s) - n
	misses := 0
	for i := 0; i <= last; i++ {
		if s[i] != first || s[i+1] != second {
			continue
		}
		if s[i:i+n] == substr {
			return i
		}
		misses++
		if misses > 4+i>>4 {
			j := indexHashed(s[i+1:], substr)
			if j < 0 {
				return -1
			}
			return i + 1 + j
		}
	}
	return -1
}

// indexHashed is Index by a rolling hash, in linear time.
func indexHashed(s, substr string) int {
	n := len(substr)
	if n > len(s) {
		return -1
	}
	want, hash, drop := uint32(0), uint32(0), uint32(1)
	for i := 0; i < n; i++ {
		want = want*hashPrime + uint32(substr[i])
		hash = hash*hashPrime + uint32(s[i])
		drop *= hashPrime
	}
	for i := n; ; i++ {
		if hash == want && s[i-n:i] == substr {
			return i - n
		}
		if i == len(s) {
			return -1
		}
		hash = hash*hashPrime + uint32(s[i]) - drop*uint32(s[i-n])
	}
}

// LastIndex returns where substr is last in s, or -1.
func LastIndex(s, substr string) int {
	n := len(substr)
	switch {
	case n == 0:
		return len(s)
	case n == 1:
		return LastIndexByte(s, substr[0])
	case n >= len(s):
		if s == substr {
			return 0
		}
		return -1
	}
	want, hash, drop := uint32(0), uint32(0), uint32(1)
	end := len(s)
	for i := n - 1; i >= 0; i-- {
		want = want*hashPrime + uint32(substr[i])
		hash = hash*hashPrime + uint32(s[end-n+i])
		drop *= hashPrime
	}
	for i := end - n; ; i-- {
		if hash == want && s[i:i+n] == substr {
			return i
		}
		if i == 0 {
			return -1
		}
		hash = hash*hashPrime + uint32(s[i-1]) - drop*uint32(s[i+n-1])
	}
}

// IndexRune returns where r is first in s, or -1. RuneError is found in invalid
// UTF-8 too.
func IndexRune(s string, r rune) int {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		return IndexByte(s, byte(r))
	case r == utf8.RuneError:
		for i, c := range s {
			if c == utf8.RuneError {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	var encoded [utf8.UTFMax]byte
	n := utf8.EncodeRune(encoded[:], r)
	return Index(s, unsafe.String(&encoded[0], n))
}

// IndexAny returns where the first character that is in chars is in s, or -1.
func IndexAny(s, chars string) int {
	for i, c := range s {
		if IndexRune(chars, c) >= 0 {
			return i
		}
	}
	return -1
}

// LastIndexAny returns where the last character that is in chars is in s, or -1.
func LastIndexAny(s, chars string) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if IndexRune(chars, r) >= 0 {
			return i
		}
	}
	return -1
}

// IndexFunc returns where the first character that satisfies f is in s, or -1.
func IndexFunc(s string, f func(rune) bool) int { return indexFunc(s, f, true) }

// LastIndexFunc returns where the last character that satisfies f is in s, or -1.
func LastIndexFunc(s string, f func(rune) bool) int { return lastIndexFunc(s, f, true) }

func indexFunc(s string, f func(rune) bool, truth bool) int {
	for i, c := range s {
		if f(c) == truth {
			return i
		}
	}
	return -1
}

func lastIndexFunc(s string, f func(rune) bool, truth bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if f(r) == truth {
			return i
		}
	}
	return -1
}

// Contains reports whether substr is in s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// ContainsAny reports whether a character of chars is in s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether a character of s satisfies f.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Count returns how often substr is in s, without overlaps; the empty string is
// before each character and at the end.
func Count(s, substr string) int {
	if substr == "" {
		return utf8.RuneCountInString(s) + 1
	}
	n := 0
	if len(substr) == 1 {
		c := substr[0]
		for i := 0; i < len(s); i++ {
			if s[i] == c {
				n++
			}
		}
		return n
	}
	for {
		i := Index(s, substr)
		if i < 0 {
			return n
		}
		n++
		s = s[i+len(substr):]
	}
}

// Compare returns -1, 0 or +1 as a sorts before, with or after b.
func Compare(a, b string) int {
	n := min(len(a), len(b))
	for i := 0; i < n; i++ {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return +1
		}
	}
	switch {
	case len(a) < len(b):
		return -1
	case len(a) > len(b):
		return +1
	}
	return 0
}

// EqualFold reports whether s and t are equal when case is ignored (simple case
// folding).
func EqualFold(s, t string) bool {
	for s != "" && t != "" {
		a, b := rune(s[0]), rune(t[0])
		n, m := 1, 1
		if a >= utf8.RuneSelf {
			a, n = utf8.DecodeRuneInString(s)
		}
		if b >= utf8.RuneSelf {
			b, m = utf8.DecodeRuneInString(t)
		}
		s, t = s[n:], t[m:]
		if a == b {
			continue
		}
		if a < utf8.RuneSelf && b < utf8.RuneSelf {
			if a|0x20 == b|0x20 && 'a' <= a|0x20 && a|0x20 <= 'z' {
				continue
			}
			return false
		}
		r := unicode.SimpleFold(a)
		for r != a && r != b {
			r = unicode.SimpleFold(r)
		}
		if r != b {
			return false
		}
	}
	return s == t
}
