// Floating-point numbers as the shortest decimal text that reads back as the same number, for print and panics. Exact and
// small rather than quick: Steele and White's algorithm on big integers (fmt and strconv have their own).
package runtime

// natWords is enough for the largest numerator and denominator of a float64, 2**1130.
const natWords = 36

type nat struct {
	n int // words in use
	w [natWords]uint32
}

var floatR, floatS, floatUp, floatDown, floatSum nat

func (x *nat) set(v uint64) {
	x.w[0] = uint32(v)
	x.w[1] = uint32(v >> 32)
	x.n = 2
	x.trim()
}

func (x *nat) trim() {
	for x.n > 0 && x.w[x.n-1] == 0 {
		x.n--
	}
}

func (x *nat) mul(f uint32) {
	carry := uint64(0)
	for i := 0; i < x.n; i++ {
		p := uint64(x.w[i])*uint64(f) + carry
		x.w[i] = uint32(p)
		carry = p >> 32
	}
	if carry != 0 {
		x.w[x.n] = uint32(carry)
		x.n++
	}
}

func (x *nat) shl(k int) {
	for ; k >= 31; k -= 31 {
		x.mul(1 << 31)
	}
	x.mul(1 << uint(k))
}

func (x *nat) pow10(k int) {
	for ; k >= 9; k -= 9 {
		x.mul(1e9)
	}
	for ; k > 0; k-- {
		x.mul(10)
	}
}

func (x *nat) cmp(y *nat) int {
	if x.n != y.n {
		return x.n - y.n
	}
	for i := x.n - 1; i >= 0; i-- {
		if x.w[i] != y.w[i] {
			if x.w[i] < y.w[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (x *nat) sub(y *nat) {
	borrow := uint64(0)
	for i := 0; i < x.n; i++ {
		d := uint64(x.w[i]) - borrow
		if i < y.n {
			d -= uint64(y.w[i])
		}
		x.w[i] = uint32(d)
		borrow = d >> 63
	}
	x.trim()
}

// setSum makes x = a + b.
func (x *nat) setSum(a, b *nat) {
	n := a.n
	if b.n > n {
		n = b.n
	}
	carry := uint64(0)
	for i := 0; i < n; i++ {
		s := carry
		if i < a.n {
			s += uint64(a.w[i])
		}
		if i < b.n {
			s += uint64(b.w[i])
		}
		x.w[i] = uint32(s)
		carry = s >> 32
	}
	x.n = n
	if carry != 0 {
		x.w[n] = uint32(carry)
		x.n++
	}
}

// shortest writes the digits of mant * 2**exp to buf; the number is 0.digits * 10**point. lowest: mant is a power of two
// whose lower neighbour is nearer than the upper one.
func shortest(buf *[20]byte, mant uint64, exp int, lowest bool) (n, point int) {
	even := mant&1 == 0
	r, s, up, down := &floatR, &floatS, &floatUp, &floatDown
	r.set(mant)
	s.set(1)
	up.set(1)
	down.set(1)
	if exp >= 0 {
		r.shl(exp + 1)
		s.shl(1)
		up.shl(exp)
		down.shl(exp)
	} else {
		r.shl(1)
		s.shl(1 - exp)
	}
	if lowest {
		r.shl(1)
		s.shl(1)
		up.shl(1)
	}
	bits := 0
	for m := mant; m != 0; m >>= 1 {
		bits++
	}
	// An estimate of the decimal point that is right or one too low.
	k := int((float64(exp+bits-1)*0.30102999566398114 - 1e-10))
	if exp+bits-1 > 0 {
		k++
	}
	k--
	if k >= 0 {
		s.pow10(k)
	} else {
		r.pow10(-k)
		up.pow10(-k)
		down.pow10(-k)
	}
	for {
		floatSum.setSum(r, up)
		c := floatSum.cmp(s)
		if !(c > 0 || c == 0 && even) {
			break
		}
		k++
		s.mul(10)
	}
	for {
		r.mul(10)
		up.mul(10)
		down.mul(10)
		d := byte('0')
		for r.cmp(s) >= 0 {
			r.sub(s)
			d++
		}
		c := r.cmp(down)
		low := c < 0 || c == 0 && even
		floatSum.setSum(r, up)
		c = floatSum.cmp(s)
		high := c > 0 || c == 0 && even
		if low || high {
			if low && high {
				r.mul(2)
				high = r.cmp(s) >= 0
			}
			if high {
				d++
			}
			buf[n] = d
			return n + 1, k
		}
		buf[n] = d
		n++
	}
}

// appendFloat formats v as strconv does with 'g' and precision -1; bits is 32 or 64.
func appendFloat(out []byte, v float64, bits int) []byte {
	switch {
	case v != v:
		return append(out, "NaN"...)
	case isInf(v) && v > 0:
		return append(out, "+Inf"...)
	case isInf(v):
		return append(out, "-Inf"...)
	}
	b := float64bits(v)
	if b>>63 != 0 {
		out = append(out, '-')
	}
	if v == 0 {
		return append(out, '0')
	}
	mant, exp := b&(1<<52-1), int(b>>52&0x7ff)
	width, least := 52, -1074
	if bits == 32 {
		w := float32bits(float32(v))
		mant, exp = uint64(w&(1<<23-1)), int(w>>23&0xff)
		width, least = 23, -149
	}
	lowest := mant == 0 && exp > 1
	if exp != 0 {
		mant |= 1 << uint(width)
		exp--
	}
	var digits [20]byte
	n, point := shortest(&digits, mant, exp+least, lowest)
	return appendDecimal(out, digits[:n], point)
}

func appendDecimal(out, digits []byte, point int) []byte {
	e := point - 1
	if e < -4 || e >= 6 {
		out = append(out, digits[0])
		if len(digits) > 1 {
			out = append(out, '.')
			out = append(out, digits[1:]...)
		}
		out = append(out, 'e')
		if e < 0 {
			out = append(out, '-')
			e = -e
		} else {
			out = append(out, '+')
		}
		if e < 10 {
			out = append(out, '0')
		}
		return appendUint(out, uint64(e))
	}
	if point <= 0 {
		out = append(out, "0."...)
		for ; point < 0; point++ {
			out = append(out, '0')
		}
		return append(out, digits...)
	}
	for i := 0; i < point || i < len(digits); i++ {
		if i == point {
			out = append(out, '.')
		}
		if i < len(digits) {
			out = append(out, digits[i])
		} else {
			out = append(out, '0')
		}
	}
	return out
}

func printfloat64(v float64) { printbytes(appendFloat(nil, v, 64)) }
func printfloat32(v float32) { printbytes(appendFloat(nil, float64(v), 32)) }

func printcomplex(re, im float64, bits int) {
	out := appendFloat([]byte{'('}, re, bits)
	if !(im < 0 || isInf(im) || float64bits(im)>>63 != 0) || im != im {
		out = append(out, '+')
	}
	out = appendFloat(out, im, bits)
	printbytes(append(out, "i)"...))
}

func printcomplex128(re, im float64) { printcomplex(re, im, 64) }
func printcomplex64(re, im float32)  { printcomplex(float64(re), float64(im), 32) }

func printbytes(b []byte) { printstring(string(b)) }
