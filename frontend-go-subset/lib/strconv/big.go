package strconv

import "math/bits"

// A natural is an unsigned integer of any size: words of 32 bits, the low one
// first, the last one not zero.
type natural []uint32

func naturalOf(u uint64) natural {
	return natural{uint32(u), uint32(u >> 32)}.trim()
}

func (n natural) trim() natural {
	for len(n) > 0 && n[len(n)-1] == 0 {
		n = n[:len(n)-1]
	}
	return n
}

// mulAdd returns n*f + a, in n's memory where it fits.
func (n natural) mulAdd(f, a uint32) natural {
	carry := uint64(a)
	for i, w := range n {
		carry += uint64(w) * uint64(f)
		n[i] = uint32(carry)
		carry >>= 32
	}
	if carry != 0 {
		n = append(n, uint32(carry))
	}
	return n
}

// mulPow5 returns n * 5**e.
func (n natural) mulPow5(e int) natural {
	for ; e >= 13; e -= 13 {
		n = n.mulAdd(1220703125, 0)
	}
	return n.mulAdd(uint32(pow5Table[e]), 0)
}

// shl returns n * 2**s in new memory.
func (n natural) shl(s int) natural {
	words, s := s/32, s%32
	out := make(natural, len(n)+words+1)
	for i, w := range n {
		x := uint64(w) << s
		out[words+i] |= uint32(x)
		out[words+i+1] = uint32(x >> 32)
	}
	return out.trim()
}

func (n natural) cmp(m natural) int {
	if len(n) != len(m) {
		if len(n) < len(m) {
			return -1
		}
		return 1
	}
	for i := len(n) - 1; i >= 0; i-- {
		if n[i] != m[i] {
			if n[i] < m[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// appendDecimal appends n's decimal digits to dst (none for zero) and uses n up.
func (n natural) appendDecimal(dst []byte) []byte {
	size := (len(n)*32*1233>>12)/9*9 + 18
	start := len(dst)
	dst = grow(dst, size)
	end := len(dst)
	for len(n) > 0 {
		rem := uint64(0)
		for i := len(n) - 1; i >= 0; i-- {
			rem = rem<<32 | uint64(n[i])
			q := rem / 1e9
			n[i] = uint32(q)
			rem -= q * 1e9
		}
		n = n.trim()
		for i := 0; i < 9; i++ {
			end--
			dst[end] = byte('0' + rem%10)
			rem /= 10
		}
	}
	for end < len(dst) && dst[end] == '0' {
		end++
	}
	copy(dst[start:], dst[end:])
	return dst[:start+len(dst)-end]
}

// appendExact appends all decimal digits of m * 2**e to dst and returns where the
// decimal point is, counted from the first of them.
func appendExact(dst []byte, m uint64, e int) ([]byte, int) {
	start := len(dst)
	if e >= 0 {
		dst = naturalOf(m).shl(e).appendDecimal(dst)
		return dst, len(dst) - start
	}
	if z := bits.TrailingZeros64(m); z > 0 {
		z = min(z, -e)
		m >>= z
		e += z
	}
	// m * 2**e = m * 5**-e * 10**e
	dst = naturalOf(m).mulPow5(-e).appendDecimal(dst)
	return dst, len(dst) - start + e
}

// compareDecimal compares the number 0.DIGITS * 10**point (DIGITS without zeros
// at either end) with m * 2**e.
func compareDecimal(digits []byte, point int, m uint64, e int) int {
	const enough = 800 // no midpoint between two floats has more digits
	sticky := len(digits) > enough
	if sticky {
		digits = digits[:enough]
	}
	d := make(natural, 0, len(digits)/9+40)
	for _, c := range digits {
		d = d.mulAdd(10, uint32(c-'0'))
	}
	exp := point - len(digits)
	if sticky {
		d = d.mulAdd(10, 1)
		exp--
	}
	b := naturalOf(m)
	// d * 5**exp * 2**exp against b * 2**e
	if exp >= 0 {
		d = d.mulPow5(exp)
	} else {
		b = b.mulPow5(-exp)
	}
	if exp > e {
		d = d.shl(exp - e)
	} else {
		b = b.shl(e - exp)
	}
	return d.cmp(b)
}
