package math

import "math/bits"

// FMA returns x*y + z with one rounding.
func FMA(x, y, z float64) float64 {
	bx, by, bz := Float64bits(x), Float64bits(y), Float64bits(z)
	if z == 0 && x != 0 && y != 0 {
		return x * y // also when that rounds to zero
	}
	if x == 0 || y == 0 || bx&infBits == infBits || by&infBits == infBits {
		return x*y + z
	}
	if bz&infBits == infBits {
		return z
	}
	// The product p1:p0 * 2**pe and the sum's other part z1:z0 * 2**ze, both with the
	// top bit of the high word at place 61 or 62.
	xe, xm := unpack(bx)
	ye, ym := unpack(by)
	ze, zm := unpack(bz)
	pe := xe + ye
	p1, p0 := bits.Mul64(xm<<10, ym<<11) // 2**125 <= product < 2**127
	z1, z0 := zm<<9, uint64(0)
	pe -= 21
	ze -= 9 + 64
	if bits.Len64(p1) == 62 {
		p1, p0 = p1<<1|p0>>63, p0<<1
		pe--
	}
	z1 <<= 1
	ze--
	pNeg := (bx^by)&signBit != 0
	zNeg := bz&signBit != 0
	// Make p the larger one.
	if pe < ze || pe == ze && (p1 < z1 || p1 == z1 && p0 < z0) {
		pe, ze, p1, z1, p0, z0, pNeg, zNeg = ze, pe, z1, p1, z0, p0, zNeg, pNeg
	}
	z1, z0 = shiftSticky(z1, z0, uint(pe-ze))
	if pNeg == zNeg {
		var carry uint64
		p0, carry = bits.Add64(p0, z0, 0)
		p1, _ = bits.Add64(p1, z1, carry)
	} else {
		var borrow uint64
		p0, borrow = bits.Sub64(p0, z0, 0)
		p1, _ = bits.Sub64(p1, z1, borrow)
	}
	if p1|p0 == 0 {
		return 0
	}
	// Normalize to the top bit at place 63 of p1 and round to 53 bits.
	n := uint(bits.LeadingZeros64(p1))
	if p1 == 0 {
		n = 64 + uint(bits.LeadingZeros64(p0))
	}
	if n >= 64 {
		p1, p0 = p0<<(n-64), 0
	} else {
		p1, p0 = p1<<n|p0>>(64-n), p0<<n
	}
	exp := pe + 64 - int(n) // of p1's lowest bit
	if p0 != 0 {
		p1 |= 1
	}
	shift := uint(11)
	if low := -1074 - (exp + 11); low > 0 {
		shift += uint(low)
	}
	var m uint64
	if shift < 64 {
		m = p1 >> shift
		rest := p1 << (64 - shift)
		if rest > 1<<63 || rest == 1<<63 && m&1 != 0 {
			m++
		}
	} else if shift == 64 && p1 > 1<<63 {
		m = 1
	}
	e := exp + int(shift) + 1074
	if e > 2045 || e == 2045 && m>>53 != 0 {
		m, e = 0, expMask
	}
	b := m + uint64(e)<<expShift
	if pNeg {
		b |= signBit
	}
	return Float64frombits(b)
}

// unpack returns the exponent and the 53-bit mantissa of a finite number.
func unpack(b uint64) (exp int, m uint64) {
	exp = int(b >> expShift & expMask)
	m = b & fracMask
	if exp == 0 {
		n := bits.LeadingZeros64(m) - 11
		return -1074 - n, m << n
	}
	return exp - 1075, m | 1<<expShift
}

// shiftSticky returns u1:u0 >> n, with the lowest bit set if bits were lost.
func shiftSticky(u1, u0 uint64, n uint) (uint64, uint64) {
	switch {
	case n == 0:
		return u1, u0
	case n < 64:
		lost := u0<<(64-n) != 0
		u1, u0 = u1>>n, u1<<(64-n)|u0>>n
		if lost {
			u0 |= 1
		}
	case n < 128:
		lost := u1<<(128-n) != 0 || u0 != 0
		u1, u0 = 0, u1>>(n-64)
		if lost {
			u0 |= 1
		}
	default:
		lost := u1|u0 != 0
		u1, u0 = 0, 0
		if lost {
			u0 = 1
		}
	}
	return u1, u0
}
