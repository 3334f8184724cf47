package math

// isOdd reports whether x is an odd integer.
func isOdd(x float64) bool {
	if Abs(x) >= 1<<53 {
		return false // all of them are even
	}
	i, frac := Modf(x)
	return frac == 0 && int64(i)&1 == 1
}

// Pow returns x**y.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == 0:
		switch {
		case y < 0 && isOdd(y):
			return Copysign(Inf(1), x)
		case y < 0:
			return Inf(1)
		case isOdd(y):
			return x
		}
		return 0
	case IsInf(y, 0):
		switch {
		case x == -1:
			return 1
		case (Abs(x) < 1) == IsInf(y, 1):
			return 0
		}
		return Inf(1)
	case IsInf(x, -1):
		return Pow(1/x, -y)
	case IsInf(x, 1):
		if y < 0 {
			return 0
		}
		return Inf(1)
	case y == 0.5:
		return Sqrt(x)
	case y == -0.5:
		return 1 / Sqrt(x)
	}
	yi, yf := Modf(Abs(y))
	if yf != 0 && x < 0 {
		return NaN()
	}
	if yi >= 1<<63 {
		switch {
		case x == -1:
			return 1
		case (Abs(x) < 1) == (y > 0):
			return 0
		}
		return Inf(1)
	}
	// x**y = a * 2**exp: first the fraction of y, then its bits.
	a := 1.0
	exp := 0
	if yf != 0 {
		if yf > 0.5 {
			yf--
			yi++
		}
		a = Exp(yf * Log(x))
	}
	frac, e := Frexp(x)
	for i := int64(yi); i != 0; i >>= 1 {
		if e < -1<<12 || 1<<12 < e {
			exp += e // under- or overflow, in any case
			break
		}
		if i&1 == 1 {
			a *= frac
			exp += e
		}
		frac *= frac
		e <<= 1
		if frac < .5 {
			frac += frac
			e--
		}
	}
	if y < 0 {
		a = 1 / a
		exp = -exp
	}
	return Ldexp(a, exp)
}

// Pow10 returns 10**n.
func Pow10(n int) float64 {
	switch {
	case n < -323:
		return 0
	case n > 308:
		return Inf(1)
	}
	// Literals are rounded correctly, products are not: ask for the digits by halves
	// that are exact or known.
	if n >= 0 {
		return pow10Large[n/32] * pow10Small[n%32]
	}
	return pow10Tiny[-n/32] / pow10Small[-n%32]
}

var (
	pow10Small = [...]float64{
		1e00, 1e01, 1e02, 1e03, 1e04, 1e05, 1e06, 1e07, 1e08, 1e09, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
		1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31,
	}
	pow10Large = [...]float64{1e00, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288}
	pow10Tiny  = [...]float64{1e-00, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320}
)

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64 {
	const (
		b1 = 715094163 // (682 - 0.03306235651) * 2**20
		b2 = 696219795 // (664 - 0.03306235651) * 2**20
		c  = 5.42857142857142815906e-01
		d  = -7.05306122448979611050e-01
		e  = 1.41428571428571436819e+00
		f  = 1.60714285714285720630e+00
		g  = 3.57142857142857150787e-01
	)
	if x == 0 || IsNaN(x) || IsInf(x, 0) {
		return x
	}
	sign := x
	x = Abs(x)
	// To 5 bits, then to 23 bits, then a step of Newton's.
	t := Float64frombits(Float64bits(x)/3 + b1<<32)
	if x < 0x1p-1022 {
		t = float64(1<<54) * x
		t = Float64frombits(Float64bits(t)/3 + b2<<32)
	}
	r := t * t / x
	s := c + r*t
	t *= g + f/(s+e+d/s)
	t = Float64frombits(Float64bits(t)&(0xFFFFFFFFC<<28) + 1<<30)
	s = t * t
	r = x / s
	w := t + t
	r = (r - t) / (w + r)
	return Copysign(t+t*r, sign)
}

// Hypot returns the square root of p*p + q*q, without overflow on the way.
func Hypot(p, q float64) float64 {
	p, q = Abs(p), Abs(q)
	switch {
	case IsInf(p, 1) || IsInf(q, 1):
		return Inf(1)
	case IsNaN(p) || IsNaN(q):
		return NaN()
	}
	if p < q {
		p, q = q, p
	}
	if p == 0 {
		return 0
	}
	q = q / p
	return p * Sqrt(1+q*q)
}

// Mod returns the remainder of x/y with x's sign.
func Mod(x, y float64) float64 {
	if y == 0 || IsInf(x, 0) || IsNaN(x) || IsNaN(y) {
		return NaN()
	}
	y = Abs(y)
	yFrac, yExp := Frexp(y)
	r := x
	if x < 0 {
		r = -x
	}
	for r >= y {
		rFrac, rExp := Frexp(r)
		if rFrac < yFrac {
			rExp--
		}
		r -= Ldexp(y, rExp-yExp)
	}
	if x < 0 {
		r = -r
	}
	return r
}

// Remainder returns x - n*y, where n is the integer nearest to x/y, the even one of
// two.
func Remainder(x, y float64) float64 {
	switch {
	case IsNaN(x) || IsNaN(y) || IsInf(x, 0) || y == 0:
		return NaN()
	case IsInf(y, 0):
		return x
	}
	negative := x < 0
	if negative {
		x = -x
	}
	y = Abs(y)
	if x == y {
		if negative {
			return Copysign(0, -1)
		}
		return 0
	}
	if y <= MaxFloat64/2 {
		x = Mod(x, y+y)
	}
	if y < 4.45014771701440276618e-308 { // 2**-1021
		if x+x > y {
			x -= y
			if x+x >= y {
				x -= y
			}
		}
	} else if half := 0.5 * y; x > half {
		x -= y
		if x >= half {
			x -= y
		}
	}
	if negative {
		x = -x
	}
	return x
}
