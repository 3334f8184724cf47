package strconv

import (
	"math"
	"math/bits"
)

// A floatFormat says where the fields of an IEEE number are: its lowest mantBits
// bits hold the fraction, the next expBits the exponent biased by -bias.
type floatFormat struct {
	mantBits int
	expBits  int
	bias     int
}

var (
	format32 = floatFormat{23, 8, -127}
	format64 = floatFormat{52, 11, -1023}
)

// FormatFloat writes f, a number of bitSize 32 or 64 bits, in one of the formats
//
//	'b' -ddddp±ddd, 'e' or 'E' -d.dddde±dd, 'f' -ddd.dddd,
//	'g' or 'G': 'e' or 'E' for large exponents and 'f' else,
//	'x' or 'X' -0xd.ddddp±ddd with hexadecimal digits.
//
// prec counts the digits after the point, for 'g' and 'G' all digits; -1 asks for
// the fewest digits that ParseFloat reads back as f.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	return own(AppendFloat(make([]byte, 0, 24), f, fmt, prec, bitSize))
}

// AppendFloat appends FormatFloat's result to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	var u uint64
	var format *floatFormat
	switch bitSize {
	case 32:
		u, format = uint64(math.Float32bits(float32(f))), &format32
	case 64:
		u, format = math.Float64bits(f), &format64
	default:
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	neg := u>>(format.expBits+format.mantBits) != 0
	exp := int(u>>format.mantBits) & (1<<format.expBits - 1)
	mant := u & (1<<format.mantBits - 1)
	if exp == 1<<format.expBits-1 {
		switch {
		case mant != 0:
			return append(dst, "NaN"...)
		case neg:
			return append(dst, "-Inf"...)
		}
		return append(dst, "+Inf"...)
	}
	boundary := mant == 0 && exp > 1 // the next smaller float is nearer than the next larger
	if exp == 0 {
		exp = 1
	} else {
		mant |= 1 << format.mantBits
	}
	exp += format.bias - format.mantBits // f = ±mant * 2**exp

	if neg {
		dst = append(dst, '-')
	}
	start := len(dst)
	point := 0
	shortest := prec < 0
	switch fmt {
	case 'b':
		dst = AppendUint(dst, mant, 10)
		dst = append(dst, 'p')
		if exp >= 0 {
			dst = append(dst, '+')
		}
		return AppendInt(dst, int64(exp), 10)
	case 'x', 'X':
		return appendHexFloat(dst, mant, exp, fmt, prec)
	case 'e', 'E', 'f', 'g', 'G':
	default:
		if neg {
			dst = dst[:start-1]
		}
		return append(dst, '%', fmt)
	}
	// Write the significant digits, then lay them out in place.
	switch {
	case mant == 0:
		if shortest && fmt != 'f' {
			prec = 0
		}
	case shortest:
		dst, point = appendShortest(dst, mant, exp, boundary)
	case fmt == 'f':
		dst, point = appendFixed(dst, mant, exp, prec)
	case fmt == 'g' || fmt == 'G':
		if prec == 0 {
			prec = 1
		}
		dst, point = appendDigits(dst, mant, exp, prec)
	default:
		dst, point = appendDigits(dst, mant, exp, prec+1)
	}
	n := len(dst) - start
	switch fmt {
	case 'e', 'E':
		if shortest {
			prec = max(n-1, 0)
		}
	case 'f':
		if shortest {
			prec = max(n-point, 0)
		}
		return layoutFixed(dst, start, point, prec)
	case 'g', 'G':
		large := prec
		if large > n && n >= point {
			large = n
		}
		if shortest {
			large, prec = 6, n
		}
		if exp10 := point - 1; -4 <= exp10 && exp10 < large || n == 0 && large > 0 {
			return layoutFixed(dst, start, point, max(n-point, 0))
		}
		prec = min(prec, n) - 1
		fmt -= 'g' - 'e'
	}
	return layoutScientific(dst, start, point, prec, fmt)
}

// layoutFixed turns the digits dst[start:], with the decimal point before digit
// number point, into ddd.ddd with prec digits after the point.
func layoutFixed(dst []byte, start, point, prec int) []byte {
	n := len(dst) - start
	if n == 0 {
		point = 0
	}
	if point <= 0 {
		// 0.00ddd
		zeros := min(-point, prec)
		lead := 1
		if prec > 0 {
			lead = 2 + zeros
		}
		dst = grow(dst, lead)
		copy(dst[start+lead:], dst[start:start+n])
		for i := 0; i < lead; i++ {
			dst[start+i] = '0'
		}
		if prec > 0 {
			dst[start+1] = '.'
		}
		return appendZeros(dst, prec-zeros-n)
	}
	if n <= point {
		dst = appendZeros(dst, point-n)
		if prec > 0 {
			dst = appendZeros(append(dst, '.'), prec)
		}
		return dst
	}
	dst = append(dst, 0)
	copy(dst[start+point+1:], dst[start+point:])
	dst[start+point] = '.'
	return appendZeros(dst, prec-(n-point))
}

// layoutScientific turns the digits dst[start:] into d.ddde±dd.
func layoutScientific(dst []byte, start, point, prec int, e byte) []byte {
	exp := point - 1
	if len(dst) == start {
		dst = append(dst, '0')
		exp = 0
	}
	if prec > 0 {
		n := len(dst) - start
		dst = append(dst, 0)
		copy(dst[start+2:], dst[start+1:])
		dst[start+1] = '.'
		dst = appendZeros(dst, prec+1-n)
	}
	return appendExponent(dst, e, exp)
}

func appendZeros(dst []byte, n int) []byte {
	for ; n > 0; n-- {
		dst = append(dst, '0')
	}
	return dst
}

// appendExponent appends e±dd, with two digits or more.
func appendExponent(dst []byte, e byte, exp int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign, exp = '-', -exp
	}
	dst = append(dst, e, sign)
	if exp < 10 {
		dst = append(dst, '0')
	}
	return AppendUint(dst, uint64(exp), 10)
}

// appendInteger appends d * 10**exp without trailing zeros (nothing for 0) and
// returns the place of the decimal point.
func appendInteger(dst []byte, d uint64, exp int) ([]byte, int) {
	if d == 0 {
		return dst, 0
	}
	start := len(dst)
	dst = AppendUint(dst, d, 10)
	point := len(dst) - start + exp
	return dropZeros(dst), point
}

// dropZeros removes zeros at dst's end; a digit other than 0 must be before them.
func dropZeros(dst []byte) []byte {
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// appendDigits appends the first n significant digits of mant * 2**exp, rounded.
func appendDigits(dst []byte, mant uint64, exp, n int) ([]byte, int) {
	if n <= 17 {
		z := bits.LeadingZeros64(mant)
		// The number has k+1 or k+2 digits before the point.
		k := floorLog10Pow2(exp - z + 63)
		for q := n - 1 - k; q >= n-2-k; q-- {
			d, ok := scale(mant<<z, exp-z, q)
			if !ok {
				break
			}
			if d < pow10Exact(n) {
				return appendInteger(dst, d, -q)
			}
		}
	}
	start := len(dst)
	dst, point := appendExact(dst, mant, exp)
	return roundDigits(dst, start, point, n)
}

// appendFixed appends the significant digits of mant * 2**exp, rounded to prec
// digits after the point.
func appendFixed(dst []byte, mant uint64, exp, prec int) ([]byte, int) {
	z := bits.LeadingZeros64(mant)
	if prec <= 40 {
		if d, ok := scale(mant<<z, exp-z, prec); ok {
			return appendInteger(dst, d, -prec)
		}
	}
	start := len(dst)
	dst, point := appendExact(dst, mant, exp)
	return roundDigits(dst, start, point, point+prec)
}

// scale returns m * 2**exp * 10**q rounded to an integer below 2**63; m has its
// top bit set. It is not ok when that takes more exact arithmetic.
func scale(m uint64, exp, q int) (uint64, bool) {
	if q < pow10Min || q > pow10Max {
		return 0, false
	}
	hi, mid, lo, e, exact := product(m, q)
	shift := -(e + exp + 128)
	if shift < 1 {
		return 0, false
	}
	return roundProduct(hi, mid, lo, shift, exact)
}

// roundDigits rounds the exact digits dst[start:] to n digits, half to even.
func roundDigits(dst []byte, start, point, n int) ([]byte, int) {
	digits := dst[start:]
	if n >= len(digits) {
		return dropZeros(dst), point
	}
	if n < 0 {
		return dst[:start], 0
	}
	up := digits[n] > '5'
	if digits[n] == '5' {
		up = n > 0 && digits[n-1]&1 != 0
		for _, c := range digits[n+1:] {
			if c != '0' {
				up = true
			}
		}
	}
	dst = dst[:start+n]
	if up {
		for n > 0 && digits[n-1] == '9' {
			n--
		}
		dst = dst[:start+n]
		if n == 0 {
			return append(dst, '1'), point + 1
		}
		digits[n-1]++
		return dst, point
	}
	if n == 0 {
		return dst, 0
	}
	return dropZeros(dst), point
}

// appendShortest appends the fewest digits that identify mant * 2**exp among the
// floats of its format, by Giulietti's Schubfach algorithm ("The Schubfach way to
// render doubles"): of the multiples of 10**k, with 10**k just below the spacing of
// the floats, at most four can qualify. All quantities carry two extra bits.
func appendShortest(dst []byte, mant uint64, exp int, boundary bool) ([]byte, int) {
	lower, upper := 4*mant-2, 4*mant+2
	k := floorLog10Pow2(exp)
	if boundary {
		lower++
		k = (exp*1262611 - 524031) >> 22 // log10(3/4 * 2**exp)
	}
	p1, p0, pexp := pow10(-k)
	if -k < 0 || -k > 55 {
		// The algorithm wants an inexact power rounded up.
		p0++
		if p0 == 0 {
			p1++
		}
	}
	h := exp + pexp + 128
	v := roundToOdd(p1, p0, 4*mant<<h)
	lo := roundToOdd(p1, p0, lower<<h)
	hi := roundToOdd(p1, p0, upper<<h)
	if mant&1 != 0 {
		// The ends of the interval round to even: not to this float.
		lo++
		hi--
	}
	s := v / 4
	if s >= 10 {
		t := s / 10
		under, over := lo <= 40*t, 40*t+40 <= hi
		if under != over {
			if over {
				t++
			}
			return appendInteger(dst, t, k+1)
		}
	}
	under, over := lo <= 4*s, 4*s+4 <= hi
	if under != over {
		if over {
			s++
		}
	} else if mid := 4*s + 2; v > mid || v == mid && s&1 != 0 {
		s++
	}
	return appendInteger(dst, s, k)
}

// roundToOdd returns x * (p1*2**64 + p0) / 2**128, with the lowest bit set when
// the division is not exact.
func roundToOdd(p1, p0, x uint64) uint64 {
	h0, _ := bits.Mul64(p0, x)
	h1, l1 := bits.Mul64(p1, x)
	l1, carry := bits.Add64(l1, h0, 0)
	h1 += carry
	if l1 > 1 {
		h1 |= 1
	}
	return h1
}

// appendHexFloat appends mant * 2**exp as 0x1.fffp±dd.
func appendHexFloat(dst []byte, mant uint64, exp int, fmt byte, prec int) []byte {
	const one = 1 << 60 // the leading digit's place
	if mant == 0 {
		exp = 0
	} else {
		z := bits.LeadingZeros64(mant) - 3
		mant <<= z
		exp += 60 - z
	}
	if prec >= 0 && prec < 15 {
		drop := 60 - prec*4
		rest := mant & (1<<drop - 1)
		mant >>= drop
		if half := uint64(1) << (drop - 1); rest > half || rest == half && mant&1 != 0 {
			mant++
		}
		mant <<= drop
		if mant&(2*one) != 0 {
			mant >>= 1
			exp++
		}
	}
	hex := digitChars
	if fmt == 'X' {
		hex = "0123456789ABCDEF"
	}
	dst = append(dst, '0', fmt, '0'+byte(mant>>60)&1)
	mant <<= 4
	if prec > 0 || prec < 0 && mant != 0 {
		dst = append(dst, '.')
		for i := 0; i < prec || prec < 0 && mant != 0; i++ {
			dst = append(dst, hex[mant>>60])
			mant <<= 4
		}
	}
	return appendExponent(dst, fmt-'x'+'p', exp)
}
