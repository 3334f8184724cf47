package math

// Bessel functions. Below besselFar the power series, whose terms cancel each other, are added with twice the digits; beyond,
// Hankel's asymptotic expansions are exact to the last digit.
const besselFar = 25

// besselSeries returns, for order n (0 or 1), the sums over k of
//
//	t(k) = (-x*x/4)**k / (k! * (k+n)!)      and      t(k) * (H(k) + H(k+n))
//
// where H(k) is 1 + 1/2 + ... + 1/k.
func besselSeries(n, x float64) (plain, harmonic pair) {
	q := product(x/2, x/2)
	q = pair{-q.hi, -q.lo}
	t := pair{1, 0}
	h := pair{n, 0} // H(k) + H(k+n)
	plain = t
	harmonic = h
	for k := 1.0; ; k++ {
		t = t.mul(q).over(k * (k + n))
		h = h.add(pair{1, 0}.over(k)).add(pair{1, 0}.over(k + n))
		plain = plain.add(t)
		part := t.mul(h)
		harmonic = harmonic.add(part)
		if Abs(part.hi) <= 1e-25*Abs(harmonic.hi) && Abs(t.hi) <= 1e-25*Abs(plain.hi) {
			return plain, harmonic
		}
	}
}

// besselFarBoth returns J and Y of order n (0 or 1) for big x.
func besselFarBoth(n, x float64) (j, y float64) {
	p, q, a := 1.0, 0.0, 1.0
	for k := 1.0; k < 60; k++ {
		odd := 2*k - 1
		next := a * (4*n*n - odd*odd) / (8 * k * x)
		if Abs(next) > Abs(a) || Abs(next) < 1e-18 {
			break
		}
		a = next
		switch int(k) % 4 {
		case 0:
			p += a
		case 1:
			q += a
		case 2:
			p -= a
		case 3:
			q -= a
		}
	}
	// The phase is x - n*Pi/2 - Pi/4.
	sin, cos := Sincos(x)
	c, s := (cos+sin)/Sqrt2, (sin-cos)/Sqrt2
	if n == 1 {
		c, s = s, -c
	}
	r := Sqrt(2/Pi) / Sqrt(x)
	return r * (p*c - q*s), r * (p*s + q*c)
}

// J0 returns the Bessel function of the first kind of order 0.
func J0(x float64) float64 {
	x = Abs(x)
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0):
		return 0
	case x < besselFar:
		plain, _ := besselSeries(0, x)
		return plain.value()
	}
	j, _ := besselFarBoth(0, x)
	return j
}

// J1 returns the Bessel function of the first kind of order 1.
func J1(x float64) float64 {
	a := Abs(x)
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0):
		return 0
	case a < besselFar:
		plain, _ := besselSeries(1, x)
		return plain.scale(x / 2).value()
	}
	j, _ := besselFarBoth(1, a)
	if x < 0 {
		return -j
	}
	return j
}

// Y0 returns the Bessel function of the second kind of order 0.
func Y0(x float64) float64 {
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case IsInf(x, 1):
		return 0
	case x == 0:
		return Inf(-1)
	case x < besselFar:
		plain, harmonic := besselSeries(0, x)
		sum := plain.scale(Log(x/2) + eulerGamma).add(harmonic.scale(-0.5))
		return sum.value() * (2 / Pi)
	}
	_, y := besselFarBoth(0, x)
	return y
}

// Y1 returns the Bessel function of the second kind of order 1.
func Y1(x float64) float64 {
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case IsInf(x, 1):
		return 0
	case x == 0:
		return Inf(-1)
	case x < besselFar:
		plain, harmonic := besselSeries(1, x)
		sum := plain.scale(x / 2).scale(Log(x/2) + eulerGamma).add(harmonic.scale(-x / 4))
		return sum.value()*(2/Pi) - 2/(Pi*x)
	}
	_, y := besselFarBoth(1, x)
	return y
}

// Jn returns the Bessel function of the first kind of order n.
func Jn(n int, x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case n != 0 && (x == 0 || IsInf(x, 0)):
		return 0
	}
	negative := false
	if n < 0 {
		n = -n
		negative = n%2 != 0
	}
	if x < 0 {
		x = -x
		negative = negative != (n%2 != 0)
	}
	r := jn(n, x)
	if negative {
		return -r
	}
	return r
}

func jn(n int, x float64) float64 {
	switch {
	case n == 0:
		return J0(x)
	case n == 1:
		return J1(x)
	case float64(n) <= x:
		// J(k+1) = 2k/x * J(k) - J(k-1) is stable as long as k < x.
		before, here := J0(x), J1(x)
		for k := 1; k < n; k++ {
			before, here = here, float64(2*k)/x*here-before
		}
		return here
	}
	// The other way round, from order n down, with the ratio J(n)/J(n-1) from its continued fraction (Lentz's method).
	const tiny = 1e-300
	f, c, d := tiny, tiny, 0.0
	for k := 0; ; k++ {
		a, b := -1.0, float64(2*(n+k))/x
		if k == 0 {
			a = 1
		}
		if d = b + a*d; d == 0 {
			d = tiny
		}
		if c = b + a/c; c == 0 {
			c = tiny
		}
		d = 1 / d
		f *= c * d
		if Abs(c*d-1) < 4e-16 || k > 100000 {
			break
		}
	}
	result, above, here := f, f, 1.0
	for k := n - 1; k > 0; k-- {
		above, here = here, float64(2*k)/x*here-above
		if Abs(here) > 1e200 {
			here *= 1e-200
			above *= 1e-200
			result *= 1e-200
		}
	}
	// here is J0 and above J1 but for a common factor; the bigger one tells it better.
	if j0, j1 := J0(x), J1(x); Abs(j0) > Abs(j1) {
		return result * (j0 / here)
	} else {
		return result * (j1 / above)
	}
}

// Yn returns the Bessel function of the second kind of order n.
func Yn(n int, x float64) float64 {
	negative := false
	if n < 0 {
		n = -n
		negative = n%2 != 0
	}
	var r float64
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case n == 0:
		return Y0(x)
	case IsInf(x, 1):
		return 0
	default:
		before, here := Y0(x), Y1(x)
		for k := 1; k < n && !IsInf(here, -1); k++ {
			before, here = here, float64(2*k)/x*here-before
		}
		r = here
	}
	if negative {
		return -r
	}
	return r
}
