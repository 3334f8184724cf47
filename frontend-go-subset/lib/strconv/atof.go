package strconv

import (
	"math"
	"math/bits"
)

// ParseFloat reads a decimal or hexadecimal floating-point number, or (in any
// case) inf, infinity or nan, and returns the nearest number of bitSize 32 or 64
// bits. A number too large becomes an infinity, with ErrRange.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, n, err := parseFloatPrefix(s, bitSize)
	if err == nil && n != len(s) {
		f, err = 0, ErrSyntax
	}
	if err == ErrSyntax {
		return 0, syntaxError("ParseFloat", s)
	}
	if err != nil {
		// The whole text counts, and not just what was read before the overflow.
		if n != len(s) {
			return 0, syntaxError("ParseFloat", s)
		}
		return f, rangeError("ParseFloat", s)
	}
	return f, nil
}

// parseFloatPrefix reads a number at s's start and returns its length too. Its
// errors are ErrSyntax and ErrRange.
func parseFloatPrefix(s string, bitSize int) (float64, int, error) {
	if f, n := parseSpecial(s); n > 0 {
		return f, n, nil
	}
	num, n, ok := readNumber(s)
	if !ok {
		return 0, n, ErrSyntax
	}
	if bitSize == 32 {
		u, overflow := num.round(&format32)
		f := float64(math.Float32frombits(uint32(u)))
		if overflow {
			return f, n, ErrRange
		}
		return f, n, nil
	}
	u, overflow := num.round(&format64)
	f := math.Float64frombits(u)
	if overflow {
		return f, n, ErrRange
	}
	return f, n, nil
}

// parseSpecial reads an infinity or NaN at s's start; n is 0 when there is none.
func parseSpecial(s string) (f float64, n int) {
	sign, i := 1, 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		i = 1
		if s[0] == '-' {
			sign = -1
		}
	}
	switch rest := s[i:]; {
	case hasPrefixFold(rest, "infinity"):
		return math.Inf(sign), i + 8
	case hasPrefixFold(rest, "inf"):
		return math.Inf(sign), i + 3
	case i == 0 && hasPrefixFold(rest, "nan"):
		return math.NaN(), i + 3
	}
	return 0, 0
}

// hasPrefixFold reports whether s begins with the lower-case letters of prefix.
func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := 0; i < len(prefix); i++ {
		if lower(s[i]) != prefix[i] {
			return false
		}
	}
	return true
}

// A number is what readNumber found: mant * 10**exp, or mant * 2**exp for
// hexadecimal text, with digits beyond mant's size dropped.
type number struct {
	mant    uint64
	exp     int
	text    string // the digits, with point and underscores
	neg     bool
	hex     bool
	dropped bool // digits other than 0 were dropped
}

// readNumber reads a number at s's start. n is its length.
func readNumber(s string) (num number, n int, ok bool) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		num.neg = s[i] == '-'
		i++
	}
	base := uint64(10)
	maxDigits := 19 // 10**19 fits in 64 bits
	expChar := byte('e')
	if i+2 < len(s) && s[i] == '0' && lower(s[i+1]) == 'x' {
		base, maxDigits, expChar = 16, 16, 'p'
		num.hex = true
		i += 2
	}
	sawPoint, sawDigits, underscores := false, false, false
	digits, taken, point := 0, 0, 0
	textStart := i
scan:
	for ; i < len(s); i++ {
		var d byte
		switch c := s[i]; {
		case c == '_':
			underscores = true
			continue
		case c == '.':
			if sawPoint {
				break scan
			}
			sawPoint = true
			point = digits
			continue
		case '0' <= c && c <= '9':
			d = c - '0'
		case num.hex && 'a' <= lower(c) && lower(c) <= 'f':
			d = lower(c) - 'a' + 10
		default:
			break scan
		}
		sawDigits = true
		if d == 0 && digits == 0 {
			point--
			continue
		}
		digits++
		if taken < maxDigits {
			num.mant = num.mant*base + uint64(d)
			taken++
		} else if d != 0 {
			num.dropped = true
		}
	}
	num.text = s[textStart:i]
	if !sawDigits {
		return num, i, false
	}
	if !sawPoint {
		point = digits
	}
	if num.hex {
		point *= 4
		taken *= 4
	}
	if i < len(s) && lower(s[i]) == expChar {
		i++
		neg := false
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			neg = s[i] == '-'
			i++
		}
		if i >= len(s) || s[i] < '0' || s[i] > '9' {
			return num, i, false
		}
		e := 0
		for ; i < len(s) && ('0' <= s[i] && s[i] <= '9' || s[i] == '_'); i++ {
			if s[i] == '_' {
				underscores = true
			} else if e < 10000 {
				e = e*10 + int(s[i]-'0')
			}
		}
		if neg {
			e = -e
		}
		point += e
	} else if num.hex {
		return num, i, false // a hexadecimal number must have an exponent
	}
	if num.mant != 0 {
		num.exp = point - taken
	}
	if underscores && !underscoresOK(s[:i]) {
		return num, i, false
	}
	return num, i, true
}

// round returns the bits of the float nearest to num.
func (num *number) round(f *floatFormat) (u uint64, overflow bool) {
	switch {
	case num.mant == 0:
	case num.hex:
		u = num.roundHex(f)
	default:
		u = num.roundDecimal(f)
	}
	inf := uint64(1)<<f.expBits - 1
	if u>>f.mantBits >= inf {
		u = inf << f.mantBits
		overflow = true
	}
	if num.neg {
		u |= 1 << (f.mantBits + f.expBits)
	}
	return u, overflow
}

// pack returns the bits of d * 2**exp, where d has mantBits+1 bits, or fewer if
// exp is the lowest possible; or d is one more than that allows.
func (f *floatFormat) pack(d uint64, exp int) uint64 {
	e := exp - f.minExp()
	if e >= 1<<f.expBits {
		e = 1<<f.expBits - 1
	}
	return uint64(e)<<f.mantBits + d
}

// minExp is the binary exponent of the smallest positive float.
func (f *floatFormat) minExp() int { return f.bias + 1 - f.mantBits }

func (num *number) roundHex(f *floatFormat) uint64 {
	z := bits.LeadingZeros64(num.mant)
	m, exp := num.mant<<z, num.exp-z
	shift := max(63-f.mantBits, f.minExp()-exp)
	if shift > 64 {
		return 0
	}
	sticky := uint64(0)
	if num.dropped {
		sticky = 1
	}
	d, _ := roundProduct(m, sticky, 0, shift, true)
	return f.pack(d, exp+shift)
}

func (num *number) roundDecimal(f *floatFormat) uint64 {
	// Out of this range no float is near, for all 19-digit mantissas.
	if num.exp < pow10Min {
		return 0
	}
	if num.exp > 310 {
		return (1<<f.expBits - 1) << f.mantBits
	}
	// A small integer times a power of ten that is a float too needs one rounding.
	if num.mant>>f.mantBits == 0 && f.mantBits == 52 && !num.dropped {
		m := float64(num.mant)
		switch {
		case num.exp == 0:
			return math.Float64bits(m)
		case 0 < num.exp && num.exp <= 15:
			if p := float64(pow10Exact(num.exp)) * m; p < 1<<53 {
				return math.Float64bits(p)
			}
		case -19 <= num.exp && num.exp < 0:
			return math.Float64bits(m / float64(pow10Exact(-num.exp)))
		}
	}
	u, ok := nearest(num.mant, num.exp, f)
	if num.dropped && ok {
		var above uint64
		above, ok = nearest(num.mant+1, num.exp, f)
		ok = ok && u == above
	}
	if !ok {
		u = num.settle(u, f)
	}
	return u
}

// nearest returns the float nearest to m * 10**e. If it is not ok, the result may
// be a neighbour.
func nearest(m uint64, e int, f *floatFormat) (u uint64, ok bool) {
	z := bits.LeadingZeros64(m)
	hi, mid, lo, exp, exact := product(m<<z, e)
	exp += 128 - z // the weight of hi's lowest bit
	shift := 63 - f.mantBits - bits.LeadingZeros64(hi)
	shift = max(shift, f.minExp()-exp)
	d, ok := roundProduct(hi, mid, lo, shift, exact)
	return f.pack(d, exp+shift), ok
}

// settle finds the nearest float by exact comparisons with the midpoints between
// floats, from a guess u on.
func (num *number) settle(u uint64, f *floatFormat) uint64 {
	digits := make([]byte, 0, len(num.text))
	point := num.exp
	seen := 0
	for i := 0; i < len(num.text); i++ {
		c := num.text[i]
		if c < '0' || c > '9' || c == '0' && len(digits) == 0 {
			continue
		}
		if seen++; seen <= 19 {
			point++ // exp counts from the end of mant, point from the start
		}
		digits = append(digits, c)
	}
	digits = dropZeros(digits)
	// compare tells on which side of the midpoint above float v the number is.
	compare := func(v uint64) int {
		m := v & (1<<f.mantBits - 1)
		e := int(v >> f.mantBits)
		if e == 0 {
			e = 1
		} else {
			m |= 1 << f.mantBits
		}
		return compareDecimal(digits, point, 2*m+1, e-1+f.minExp()-1)
	}
	inf := (uint64(1)<<f.expBits - 1) << f.mantBits
	u = min(u, inf)
	for {
		c := -1
		if u < inf {
			c = compare(u)
		}
		if c > 0 || c == 0 && u&1 != 0 {
			u++
			continue
		}
		if c == 0 || u == 0 {
			return u
		}
		c = compare(u - 1)
		if c > 0 || c == 0 && u&1 == 0 {
			return u
		}
		u--
	}
}
