package math

const twoOverSqrtPi = 1.12837916709551257389615890312154517

// Erf returns the error function of x: 2/sqrt(Pi) times the integral of exp(-t*t) from 0 to x.
func Erf(x float64) float64 {
	a := Abs(x)
	switch {
	case IsNaN(x):
		return x
	case a < 1e-8:
		return x * twoOverSqrtPi
	case a < 0.75:
		return erfSeries(x)
	case a > 6:
		return Copysign(1, x)
	}
	return Copysign(1-erfcTail(a), x)
}

// Erfc returns 1 - Erf(x), precisely also where that is small.
func Erfc(x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case x < -6:
		return 2
	case x <= -0.75:
		return 2 - erfcTail(-x)
	case x < 0.5:
		return 1 - Erf(x)
	case x > 28:
		return 0
	}
	return erfcTail(x)
}

// erfSeries is Erf by Taylor's series.
func erfSeries(x float64) float64 {
	u := x * x
	total, term := 0.0, 1.0
	for k := 1.0; ; k++ {
		term *= -u / k
		part := term / (2*k + 1)
		total += part
		if Abs(part) < 1e-18 {
			return twoOverSqrtPi * (x + x*total)
		}
	}
}

// trapezoids are exp(-(n/2)**2) for n from 1 on.
var trapezoids = [...]float64{
	0.7788007830714049, 0.36787944117144233, 0.10539922456186433, 0.01831563888873418, 0.0019304541362277093,
	0.00012340980408667956, 4.785117392129009e-06, 1.1253517471925912e-07, 1.6052280551856116e-09, 1.3887943864964021e-11,
	7.287724095819692e-14, 2.3195228302435696e-16, 4.4777324417183015e-19,
}

// erfcTail is Erfc(x) for x >= 1/2. It is an integral over all the line,
//
//	exp(-x*x) * x/Pi * integral of exp(-t*t)/(x*x+t*t) dt
//
// for which the rule of trapezoids is as good as exact: with steps of 1/2 it is wrong by 1e-17 and by the residue at t = ix,
// which is known (Chiarella and Reichel, 1968).
func erfcTail(x float64) float64 {
	square := product(x, x)
	total := pair{0, 0}
	for n := len(trapezoids); n > 0; n-- {
		total = total.add(pair{2 * trapezoids[n-1] / (square.hi + float64(n*n)/4), 0})
	}
	total = total.add(pair{1, 0}.over(square.hi))
	e := Exp(-square.hi)
	e -= e * square.lo
	r := e * (total.value() * x / (2 * Pi))
	if x < 6 {
		r -= 2 / Expm1(4*Pi*x)
	}
	return r
}

// Erfinv returns the inverse of Erf.
func Erfinv(x float64) float64 {
	a := Abs(x)
	switch {
	case IsNaN(x) || a > 1:
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a < 1e-9:
		return x / twoOverSqrtPi
	case a > 0.5:
		return Copysign(erfcInverse(1-a), x)
	}
	y := erfinvGuess((1 - x) * (1 + x))
	for range 3 {
		y = erfinvStep(y, erfSeries(y)-a)
	}
	return Copysign(y, x)
}

// Erfcinv returns the inverse of Erfc.
func Erfcinv(x float64) float64 {
	switch {
	case IsNaN(x) || x < 0 || x > 2:
		return NaN()
	case x == 0:
		return Inf(1)
	case x < 0.5:
		return erfcInverse(x)
	}
	return Erfinv(1 - x)
}

// erfcInverse is the y with Erfc(y) = x, for 0 < x <= 1/2.
func erfcInverse(x float64) float64 {
	y := erfinvGuess(x * (2 - x))
	for range 4 {
		y = erfinvStep(y, x-Erfc(y))
	}
	return y
}

// erfinvGuess is about the y >= 0 with 1 - Erf(y)**2 = w (Winitzki, 2008).
func erfinvGuess(w float64) float64 {
	const a = 0.147
	l := Log(w)
	b := 2/(Pi*a) + l/2
	return Sqrt(Sqrt(b*b-l/a) - b)
}

// erfinvStep betters y, at which Erf is too big by d, by Halley's method.
func erfinvStep(y, d float64) float64 {
	u := d / (twoOverSqrtPi * Exp(-y*y))
	return y - u/(1+y*u)
}
