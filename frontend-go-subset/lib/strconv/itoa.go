package strconv

import (
	"math/bits"
	"unsafe"
)

const digitChars = "0123456789abcdefghijklmnopqrstuvwxyz"

// own returns b as a string; nobody may write to b afterwards.
func own(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// FormatUint returns i in the given base, 2 to 36.
func FormatUint(i uint64, base int) string {
	if i < 10 && base >= 10 && base <= len(digitChars) {
		return digitChars[i : i+1]
	}
	return own(appendBits(nil, i, base, false))
}

// FormatInt returns i in the given base, 2 to 36.
func FormatInt(i int64, base int) string {
	if i >= 0 {
		return FormatUint(uint64(i), base)
	}
	return own(appendBits(nil, uint64(-i), base, true))
}

// Itoa returns i in base 10.
func Itoa(i int) string { return FormatInt(int64(i), 10) }

// AppendInt appends FormatInt(i, base) to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	if i < 0 {
		return appendBits(dst, uint64(-i), base, true)
	}
	return appendBits(dst, uint64(i), base, false)
}

// AppendUint appends FormatUint(i, base) to dst.
func AppendUint(dst []byte, i uint64, base int) []byte {
	return appendBits(dst, i, base, false)
}

// grow lengthens dst by n bytes of any content.
func grow(dst []byte, n int) []byte {
	size := len(dst) + n
	if size <= cap(dst) {
		return dst[:size]
	}
	if dst == nil {
		return make([]byte, size)
	}
	return append(dst, make([]byte, n)...)
}

// decimalLen returns how many decimal digits u has; 0 has one.
func decimalLen(u uint64) int {
	// 1233/4096 is just above log10(2), close enough below 2^64.
	n := bits.Len64(u|1) * 1233 >> 12
	if n < 20 && u >= pow10Exact(n) {
		n++
	}
	if n == 0 {
		n = 1
	}
	return n
}

// putDecimal writes u's decimal digits so that they end before buf[end] and
// returns where they begin.
func putDecimal(buf []byte, end int, u uint64) int {
	for u >= 1<<32 {
		q := u / 1e9
		r := uint32(u - q*1e9)
		u = q
		for i := 0; i < 9; i++ {
			end--
			buf[end] = byte('0' + r%10)
			r /= 10
		}
	}
	v := uint32(u)
	for v >= 10 {
		end--
		buf[end] = byte('0' + v%10)
		v /= 10
	}
	end--
	buf[end] = byte('0' + v)
	return end
}

func appendBits(dst []byte, u uint64, base int, neg bool) []byte {
	if base < 2 || base > len(digitChars) {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	if neg {
		dst = append(dst, '-')
	}
	if base == 10 {
		dst = grow(dst, decimalLen(u))
		putDecimal(dst, len(dst), u)
		return dst
	}
	b := uint64(base)
	n := 1
	for rest := u / b; rest > 0; rest /= b {
		n++
	}
	dst = grow(dst, n)
	for end := len(dst); n > 0; n-- {
		end--
		dst[end] = digitChars[u%b]
		u /= b
	}
	return dst
}
