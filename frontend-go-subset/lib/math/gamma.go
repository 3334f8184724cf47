package math

// gammaPoly approximates Gamma(2.5+t) for |t| <= 1/2 (Chebyshev's nodes, lowest power first); the first coefficient is a pair.
var (
	gammaFirst = pair{1.329340388179137, -1.9882475174356644e-18}
	gammaPoly  = [...]float64{
		0.9347345216260855, 0.6545585779813368, 0.25387124684114376, 0.10967323400215975, 0.028360780594778156,
		0.010392403425935072, 0.0016074004868597799, 0.0007544741279764075, 3.941751363613351e-06, 6.132998881756122e-05,
		-1.28013080342882e-05, 7.253750203859473e-06, -2.5623512284561174e-06, 1.0829914823314093e-06,
		-4.1777172328856477e-07, 1.685124864158984e-07, -8.312435079672132e-08, 3.329125646482475e-08,
	}
)

// gammaNear is Gamma(x) for 2 <= x <= 3.
func gammaNear(x float64) pair {
	t := x - 2.5
	p := gammaPoly[len(gammaPoly)-1]
	for i := len(gammaPoly) - 2; i >= 0; i-- {
		p = p*t + gammaPoly[i]
	}
	q := product(p, t)
	return gammaFirst.add(q)
}

// Gamma returns the Gamma function of x.
//
// Gamma(x+1) = x*Gamma(x) leads to the interval from 2 to 3; the product on the way is computed with twice the digits.
func Gamma(x float64) float64 {
	switch {
	case IsNaN(x) || IsInf(x, 1):
		return x
	case IsInf(x, -1) || x < 0 && x == Floor(x):
		return NaN()
	case x == 0:
		return 1 / x
	case x > 171.7:
		return Inf(1)
	case x < -190:
		if Mod(Floor(x), 2) == 0 {
			return 0
		}
		return Copysign(0, -1)
	}
	n := Floor(x) - 2
	if n >= 0 {
		way, unit := pair{1, 0}, 1.0
		for k := 1.0; k <= n; k++ {
			if way.hi > 1e250 {
				way, unit = way.scale(0x1p-200), 0x1p200
			}
			way = way.scale(x - k)
		}
		return gammaNear(x-n).mul(way).value() * unit
	}
	// The sum x-n may be inexact: Gamma(r+e) = Gamma(r) * (1 + digamma(r)*e), and digamma is near r/2 - 0.6 there.
	r := sum(x, -n)
	top := gammaNear(r.hi)
	top.lo += top.hi * r.lo * (r.hi/2 - 0.575)
	way := pair{1, 0}
	for k := 0.0; k < -n; k++ {
		factor := sum(x, k)
		if Abs(way.hi) > 1e250 {
			top = top.over(way.hi)
			way = pair{1, way.lo / way.hi}
		}
		way = way.mul(factor)
	}
	if Abs(way.hi) < 1e-290 {
		return top.value() / way.hi
	}
	q := top.hi / way.hi
	if Abs(q) < 1e-305 {
		return q // the digits that are missing are lost anyway; the sign of zero is not
	}
	return q + q*(top.lo/top.hi-way.lo/way.hi) + divisionRest(top.hi, q, way.hi)
}

// divisionRest is what q misses of a/b.
func divisionRest(a, q, b float64) float64 {
	if Abs(q) < 1e-280 || Abs(q) > 1e280 || Abs(b) > 1e280 {
		return 0
	}
	p := product(q, b)
	return ((a - p.hi) - p.lo) / b
}

// zetas are (-1)**k * (zeta(k)-1)/k for k from 2 on.
var zetas = [...]float64{
	0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
	-0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-05, -4.492623673813314e-05,
	2.050721277567069e-05, -9.439488275268397e-06, 4.374866789907488e-06, -2.039215753801366e-06, 9.55141213040742e-07,
	-4.492469198764566e-07, 2.1207184805554665e-07, -1.0043224823968099e-07, 4.7698101693639804e-08, -2.2711094608943164e-08,
	1.0838659214896955e-08, -5.183475041970047e-09, 2.4836745438024785e-09, -1.1921401405860912e-09, 5.731367241678862e-10,
	-2.7595228851242334e-10,
}

const eulerGamma = 0.57721566490153286060651209008240243

// lgammaNear2 is log(Gamma(2+z)) for |z| <= 1/2, by Taylor's series.
func lgammaNear2(z float64) float64 {
	p := 0.0
	for i := len(zetas) - 1; i >= 0; i-- {
		p = (p + zetas[i]) * z
	}
	return (p + (1 - eulerGamma)) * z
}

// Lgamma returns the natural logarithm of |Gamma(x)|, and the sign of Gamma(x).
func Lgamma(x float64) (lgamma float64, sign int) {
	sign = 1
	switch {
	case IsNaN(x):
		return x, 1
	case IsInf(x, 0):
		return x, 1
	case x == 0:
		return Inf(1), 1
	case x >= 0:
		return lgammaPositive(x), 1
	case x < -1<<52 || x == Floor(x):
		return Inf(1), 1
	}
	if Mod(Floor(x), 2) != 0 {
		sign = -1
	}
	if x > -1e-19 {
		return -Log(-x), sign
	}
	// Gamma(x) * Gamma(1-x) = Pi / sin(Pi*x), and Gamma(1-x) = -x * Gamma(-x). The sine wants a small argument.
	f := x - Floor(x)
	if f > 0.5 {
		f = 1 - f
	}
	return Log(Pi/Abs(x*Sin(Pi*f))) - lgammaPositive(-x), sign
}

func lgammaPositive(x float64) float64 {
	switch {
	case x < 1e-19:
		return -Log(x)
	case x == 1 || x == 2:
		return 0
	case x < 0.5:
		return lgammaNear2(x) - Log1p(x) - Log(x)
	case x < 1.5:
		return lgammaNear2(x-1) - Log1p(x-1)
	case x <= 2.5:
		return lgammaNear2(x - 2)
	case x < 8:
		way := 1.0
		for x > 2.5 {
			x--
			way *= x
		}
		return Log(way) + lgammaNear2(x-2)
	case x > 1e17:
		return x * (Log(x) - 1)
	}
	// Stirling's series.
	const halfLog2Pi = 0.91893853320467274178032973640562
	u := 1 / (x * x)
	series := (1.0/12 - u*(1.0/360-u*(1.0/1260-u*(1.0/1680-u*(1.0/1188-u*(691.0/360360-u*(1.0/156-u*(3617.0/122400)))))))) / x
	return (x-0.5)*Log(x) - x + halfLog2Pi + series
}
