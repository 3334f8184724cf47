package bits

// Errors of Div: what the runtime panics with when a division by zero or an
// overflow happens elsewhere.
type arithmeticError string

func (e arithmeticError) Error() string { return "runtime error: " + string(e) }
func (e arithmeticError) RuntimeError() {}

const (
	errDivide   = arithmeticError("integer divide by zero")
	errOverflow = arithmeticError("integer overflow")
)

// Add returns x + y + carry; carry and carryOut are 0 or 1.
func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

// Add32 is Add for 32 bits.
func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	s := uint64(x) + uint64(y) + uint64(carry)
	return uint32(s), uint32(s >> 32)
}

// Add64 is Add for 64 bits.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	// A carry leaves the top bit if both have it, or one and the sum has not.
	return sum, (x&y | (x|y)&^sum) >> 63
}

// Sub returns x - y - borrow; borrow and borrowOut are 0 or 1.
func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

// Sub32 is Sub for 32 bits.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	d := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(d), uint32(d >> 63)
}

// Sub64 is Sub for 64 bits.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	return diff, (^x&y | ^(x^y)&diff) >> 63
}

// Mul returns the product x * y in two words.
func Mul(x, y uint) (hi, lo uint) {
	h, l := Mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}

// Mul32 is Mul for 32 bits.
func Mul32(x, y uint32) (hi, lo uint32) {
	p := uint64(x) * uint64(y)
	return uint32(p >> 32), uint32(p)
}

// Mul64 is Mul for 64 bits.
func Mul64(x, y uint64) (hi, lo uint64) {
	const mask = 1<<32 - 1
	x0, x1 := x&mask, x>>32
	y0, y1 := y&mask, y>>32
	low := x0 * y0
	mid := x1*y0 + low>>32
	mid2 := x0*y1 + mid&mask
	return x1*y1 + mid>>32 + mid2>>32, x * y
}

// Div divides hi:lo by y. It panics if y == 0 or y <= hi (the quotient would not
// fit).
func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

// Div32 is Div for 32 bits.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		panic(errOverflow)
	}
	x := uint64(hi)<<32 | uint64(lo)
	return uint32(x / uint64(y)), uint32(x % uint64(y))
}

// Div64 is Div for 64 bits: long division with 32-bit digits (Knuth, "The Art of
// Computer Programming", volume 2, section 4.3.1, algorithm D).
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		panic(errDivide)
	}
	if y <= hi {
		panic(errOverflow)
	}
	if hi == 0 {
		return lo / y, lo % y
	}
	s := uint(LeadingZeros64(y))
	y <<= s
	un := hi<<s | lo>>(64-s)
	lo <<= s
	q1, rem := digit(un, lo>>32, y)
	q0, rem := digit(rem, lo&(1<<32-1), y)
	return q1<<32 | q0, rem >> s
}

// digit divides u:next, three digits, by the normalized y: a quotient of one digit.
func digit(u, next, y uint64) (q, rem uint64) {
	yHigh, yLow := y>>32, y&(1<<32-1)
	q = u / yHigh
	r := u - q*yHigh
	for q >= 1<<32 || q*yLow > r<<32|next {
		q--
		r += yHigh
		if r >= 1<<32 {
			break
		}
	}
	return q, u<<32 + next - q*y
}

// Rem returns the remainder of hi:lo by y, also when the quotient does not fit.
func Rem(hi, lo, y uint) uint { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }

// Rem32 is Rem for 32 bits.
func Rem32(hi, lo, y uint32) uint32 { return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y)) }

// Rem64 is Rem for 64 bits.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}
