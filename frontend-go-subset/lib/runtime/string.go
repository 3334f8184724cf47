// Strings: concatenation, comparison, conversions to and from bytes and runes.
package runtime

import "unsafe"

func stringFrom(p unsafe.Pointer, n uint32) string {
	return unsafe.String((*byte)(p), int(n))
}

// rawbytes is fresh memory without pointers for n bytes.
func rawbytes(n uint32) unsafe.Pointer {
	return newelems(0, 1, n)
}

func stringTooLong() {
	panicplain("runtime: string concatenation too long")
}

func concatstring2(a, b string) string {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	n := len(a) + len(b)
	if n > 0x7fffffff {
		stringTooLong()
	}
	p := rawbytes(uint32(n))
	memmove(p, unsafe.Pointer(unsafe.StringData(a)), uint32(len(a)))
	memmove(unsafe.Add(p, len(a)), unsafe.Pointer(unsafe.StringData(b)), uint32(len(b)))
	return stringFrom(p, uint32(n))
}

func concatstring3(a, b, c string) string {
	n := len(a) + len(b) + len(c)
	if n > 0x7fffffff {
		stringTooLong()
	}
	if n == len(a) {
		return a
	}
	if n == len(b) {
		return b
	}
	if n == len(c) {
		return c
	}
	p := rawbytes(uint32(n))
	memmove(p, unsafe.Pointer(unsafe.StringData(a)), uint32(len(a)))
	memmove(unsafe.Add(p, len(a)), unsafe.Pointer(unsafe.StringData(b)), uint32(len(b)))
	memmove(unsafe.Add(p, len(a)+len(b)), unsafe.Pointer(unsafe.StringData(c)), uint32(len(c)))
	return stringFrom(p, uint32(n))
}

func concatstrings(list []string) string {
	n := 0
	for _, s := range list {
		n += len(s)
	}
	if n > 0x7fffffff {
		stringTooLong()
	}
	p := rawbytes(uint32(n))
	at := 0
	for _, s := range list {
		if len(s) == n {
			return s
		}
		memmove(unsafe.Add(p, at), unsafe.Pointer(unsafe.StringData(s)), uint32(len(s)))
		at += len(s)
	}
	return stringFrom(p, uint32(n))
}

// cmpstring is negative, zero or positive as a is less than, equal to or greater than b.
//
//go:noroots
func cmpstring(a, b string) int32 {
	p, q := address(unsafe.Pointer(unsafe.StringData(a))), address(unsafe.Pointer(unsafe.StringData(b)))
	la, lb := uint32(len(a)), uint32(len(b))
	n := la
	if lb < n {
		n = lb
	}
	i := uint32(0)
	for ; i+8 <= n; i += 8 {
		x, y := load64(p+i), load64(q+i)
		if x != y {
			// The lowest byte that differs is the first in memory.
			shift := ctz64(x^y) &^ 7
			return int32(uint8(x>>shift)) - int32(uint8(y>>shift))
		}
	}
	for ; i < n; i++ {
		x, y := *(*uint8)(pointer(p + i)), *(*uint8)(pointer(q + i))
		if x != y {
			return int32(x) - int32(y)
		}
	}
	if la < lb {
		return -1
	}
	if la > lb {
		return 1
	}
	return 0
}

func slicebytetostring(b []byte) string {
	n := uint32(len(b))
	if n == 0 {
		return ""
	}
	p := rawbytes(n)
	memmove(p, unsafe.Pointer(unsafe.SliceData(b)), n)
	return stringFrom(p, n)
}

func stringtoslicebyte(s string) []byte {
	n := uint32(len(s))
	p := rawbytes(n)
	memmove(p, unsafe.Pointer(unsafe.StringData(s)), n)
	return unsafe.Slice((*byte)(p), int(n))
}

func stringtoslicerune(s string) []rune {
	n := uint32(0)
	for range s {
		n++
	}
	p := newelems(0, 4, n)
	r := unsafe.Slice((*rune)(p), int(n))
	i := 0
	for _, c := range s {
		r[i] = c
		i++
	}
	return r
}

const (
	runeError = 0xfffd
	maxRune   = 0x10ffff
)

func runeLen(r rune) uint32 {
	switch {
	case r < 0:
		return 3
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case r > maxRune, r < 0x10000:
		return 3
	}
	return 4
}

// encoderune writes r at p and returns its length.
//
//go:noroots
func encoderune(p unsafe.Pointer, r rune) uint32 {
	a := address(p)
	if r < 0 || r > maxRune || r >= 0xd800 && r < 0xe000 {
		r = runeError
	}
	c := uint32(r)
	switch {
	case c < 0x80:
		*(*uint8)(p) = uint8(c)
		return 1
	case c < 0x800:
		*(*uint8)(p) = uint8(0xc0 | c>>6)
		*(*uint8)(pointer(a + 1)) = uint8(0x80 | c&0x3f)
		return 2
	case c < 0x10000:
		*(*uint8)(p) = uint8(0xe0 | c>>12)
		*(*uint8)(pointer(a + 1)) = uint8(0x80 | c>>6&0x3f)
		*(*uint8)(pointer(a + 2)) = uint8(0x80 | c&0x3f)
		return 3
	}
	*(*uint8)(p) = uint8(0xf0 | c>>18)
	*(*uint8)(pointer(a + 1)) = uint8(0x80 | c>>12&0x3f)
	*(*uint8)(pointer(a + 2)) = uint8(0x80 | c>>6&0x3f)
	*(*uint8)(pointer(a + 3)) = uint8(0x80 | c&0x3f)
	return 4
}

func slicerunetostring(r []rune) string {
	n := uint32(0)
	for _, c := range r {
		n += runeLen(c)
	}
	if n == 0 {
		return ""
	}
	p := rawbytes(n)
	at := uint32(0)
	for _, c := range r {
		at += encoderune(unsafe.Add(p, at), c)
	}
	return stringFrom(p, n)
}

func intstring(v int64) string {
	r := rune(v)
	if int64(r) != v {
		r = runeError
	}
	p := rawbytes(4)
	return stringFrom(p, encoderune(p, r))
}

// decoderune decodes the rune at s[i:], whose first byte is not ASCII, and returns it and the index behind it.
// Source of the table of second bytes: The Unicode Standard, table 3-7.
//
//go:noroots
func decoderune(p unsafe.Pointer, n, i uint32) (rune, uint32) {
	a := address(p) + i
	left := n - i
	c := uint32(*(*uint8)(pointer(a)))
	if c < 0xc2 || c > 0xf4 || left < 2 {
		return runeError, i + 1
	}
	c1 := uint32(*(*uint8)(pointer(a + 1)))
	if c1&0xc0 != 0x80 {
		return runeError, i + 1
	}
	if c < 0xe0 {
		return rune(c&0x1f<<6 | c1&0x3f), i + 2
	}
	if left < 3 {
		return runeError, i + 1
	}
	c2 := uint32(*(*uint8)(pointer(a + 2)))
	if c2&0xc0 != 0x80 {
		return runeError, i + 1
	}
	if c < 0xf0 {
		r := c&0x0f<<12 | c1&0x3f<<6 | c2&0x3f
		if r < 0x800 || r >= 0xd800 && r < 0xe000 {
			return runeError, i + 1
		}
		return rune(r), i + 3
	}
	if left < 4 {
		return runeError, i + 1
	}
	c3 := uint32(*(*uint8)(pointer(a + 3)))
	r := c&0x07<<18 | c1&0x3f<<12 | c2&0x3f<<6 | c3&0x3f
	if c3&0xc0 != 0x80 || r < 0x10000 || r > maxRune {
		return runeError, i + 1
	}
	return rune(r), i + 4
}
