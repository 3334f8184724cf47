// Package utf8 encodes and decodes UTF-8. Byte slices are read as strings: the
// decoder exists once.
package utf8

import "unsafe"

const (
	RuneError = '\uFFFD'     // stands for what cannot be decoded
	RuneSelf  = 0x80         // smaller runes are their own encoding
	MaxRune   = '\U0010FFFF' // the last code point
	UTFMax    = 4            // the longest encoding, in bytes
)

// view returns p's bytes as a string, without a copy.
func view(p []byte) string { return unsafe.String(unsafe.SliceData(p), len(p)) }

// decode returns the first rune of the non-empty s whose first byte is not
// ASCII, and its size; (RuneError, 1) when the encoding is invalid and
// (RuneError, 0) when s ends within an encoding that is valid so far.
func decode(s string) (rune, int) {
	c := s[0]
	if c < 0xC2 || c > 0xF4 {
		return RuneError, 1
	}
	if len(s) < 2 {
		return RuneError, 0
	}
	// The second byte excludes overlong forms, surrogates and too large values.
	lo, hi := byte(0x80), byte(0xBF)
	switch c {
	case 0xE0:
		lo = 0xA0
	case 0xED:
		hi = 0x9F
	case 0xF0:
		lo = 0x90
	case 0xF4:
		hi = 0x8F
	}
	c1 := s[1]
	if c1 < lo || c1 > hi {
		return RuneError, 1
	}
	if c < 0xE0 {
		return rune(c&0x1F)<<6 | rune(c1&0x3F), 2
	}
	if len(s) < 3 {
		return RuneError, 0
	}
	c2 := s[2]
	if c2&0xC0 != 0x80 {
		return RuneError, 1
	}
	if c < 0xF0 {
		return rune(c&0x0F)<<12 | rune(c1&0x3F)<<6 | rune(c2&0x3F), 3
	}
	if len(s) < 4 {
		return RuneError, 0
	}
	c3 := s[3]
	if c3&0xC0 != 0x80 {
		return RuneError, 1
	}
	return rune(c&0x07)<<18 | rune(c1&0x3F)<<12 | rune(c2&0x3F)<<6 | rune(c3&0x3F), 4
}

// next is decode for any non-empty s, with size 1 for every invalid encoding.
func next(s string) (rune, int) {
	if c := s[0]; c < RuneSelf {
		return rune(c), 1
	}
	r, size := decode(s)
	if size == 0 {
		size = 1
	}
	return r, size
}

func last(s string) (rune, int) {
	end := len(s)
	if end == 0 {
		return RuneError, 0
	}
	if c := s[end-1]; c < RuneSelf {
		return rune(c), 1
	}
	for start := end - 2; start >= 0 && start >= end-UTFMax; start-- {
		if RuneStart(s[start]) {
			if r, size := next(s[start:]); start+size == end {
				return r, size
			}
			break
		}
	}
	return RuneError, 1
}

func count(s string) int {
	n := 0
	for i := 0; i < len(s); n++ {
		if s[i] < RuneSelf {
			i++
			continue
		}
		_, size := next(s[i:])
		i += size
	}
	return n
}

func valid(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < RuneSelf {
			i++
			continue
		}
		_, size := decode(s[i:])
		if size < 2 {
			return false
		}
		i += size
	}
	return true
}

func full(s string) bool {
	if len(s) == 0 {
		return false
	}
	if s[0] < RuneSelf {
		return true
	}
	_, size := decode(s)
	return size > 0
}

// FullRune reports whether p begins with a whole rune; an invalid encoding is a
// whole rune of one byte.
func FullRune(p []byte) bool { return full(view(p)) }

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool { return full(s) }

// DecodeRune returns the first rune of p and its size in bytes: (RuneError, 0)
// when p is empty, (RuneError, 1) when the encoding is invalid.
func DecodeRune(p []byte) (r rune, size int) {
	return DecodeRuneInString(view(p))
}

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (r rune, size int) {
	if len(s) == 0 {
		return RuneError, 0
	}
	return next(s)
}

// DecodeLastRune returns the last rune of p and its size in bytes, with
// DecodeRune's results for empty and invalid input.
func DecodeLastRune(p []byte) (r rune, size int) { return last(view(p)) }

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (r rune, size int) { return last(s) }

// RuneLen returns how many bytes r's encoding takes, or -1 when it has none.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case 0xD800 <= r && r <= 0xDFFF:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes r's encoding (RuneError's when r has none) to p, which must
// have room for it, and returns its size.
func EncodeRune(p []byte, r rune) int {
	switch RuneLen(r) {
	case 1:
		p[0] = byte(r)
		return 1
	case 2:
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	case -1:
		r = RuneError
		fallthrough
	case 3:
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}

// AppendRune appends r's encoding (RuneError's when r has none) to p.
func AppendRune(p []byte, r rune) []byte {
	switch RuneLen(r) {
	case 1:
		return append(p, byte(r))
	case 2:
		return append(p, 0xC0|byte(r>>6), 0x80|byte(r)&0x3F)
	case 4:
		return append(p, 0xF0|byte(r>>18), 0x80|byte(r>>12)&0x3F, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	case -1:
		r = RuneError
	}
	return append(p, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
}

// RuneCount returns the number of runes in p; each invalid byte counts as one.
func RuneCount(p []byte) int { return count(view(p)) }

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) (n int) { return count(s) }

// RuneStart reports whether b can begin an encoding, valid or not.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// Valid reports whether p is entirely valid UTF-8.
func Valid(p []byte) bool { return valid(view(p)) }

// ValidString is Valid for a string.
func ValidString(s string) bool { return valid(s) }

// ValidRune reports whether r has an encoding: it is a code point and no
// surrogate half.
func ValidRune(r rune) bool { return RuneLen(r) > 0 }
