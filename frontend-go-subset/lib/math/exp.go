package math

const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// Exp returns e**x.
func Exp(x float64) float64 {
	const (
		overflow  = 7.09782712893383973096e+02
		underflow = -7.45133219101941108420e+02
		nearZero  = 1.0 / (1 << 28)
	)
	switch {
	case IsNaN(x) || IsInf(x, 1):
		return x
	case IsInf(x, -1) || x < underflow:
		return 0
	case x > overflow:
		return Inf(1)
	case -nearZero < x && x < nearZero:
		return 1 + x
	}
	// x = k*ln2 + r with |r| <= ln2/2
	k := 0
	if x < 0 {
		k = int(1.44269504088896338700e+00*x - 0.5)
	} else if x > 0 {
		k = int(1.44269504088896338700e+00*x + 0.5)
	}
	return expReduced(x-float64(k)*ln2Hi, float64(k)*ln2Lo, k)
}

// Exp2 returns 2**x.
func Exp2(x float64) float64 {
	switch {
	case IsNaN(x) || IsInf(x, 1):
		return x
	case IsInf(x, -1) || x < -1.0740e+03:
		return 0
	case x > 1.0239999999999999e+03:
		return Inf(1)
	}
	k := 0
	if x > 0 {
		k = int(x + 0.5)
	} else if x < 0 {
		k = int(x - 0.5)
	}
	t := x - float64(k)
	return expReduced(t*ln2Hi, -t*ln2Lo, k)
}

// expReduced returns e**(hi-lo) * 2**k.
func expReduced(hi, lo float64, k int) float64 {
	const (
		p1 = 1.66666666666666657415e-01
		p2 = -2.77777777770155933842e-03
		p3 = 6.61375632143793436117e-05
		p4 = -1.65339022054652515390e-06
		p5 = 4.13813679705723846039e-08
	)
	r := hi - lo
	t := r * r
	c := r - t*(p1+t*(p2+t*(p3+t*(p4+t*p5))))
	y := 1 - ((lo - (r*c)/(2-c)) - hi)
	return Ldexp(y, k)
}

// scaleUp returns y * 2**k, which must be a normal number.
func scaleUp(y float64, k int) float64 {
	return Float64frombits(Float64bits(y) + uint64(k)<<expShift)
}

// Expm1 returns e**x - 1, also for x near 0.
func Expm1(x float64) float64 {
	const (
		q1 = -3.33333333333331316428e-02
		q2 = 1.58730158725481460165e-03
		q3 = -7.93650757867487942473e-05
		q4 = 4.00821782732936239552e-06
		q5 = -2.01099218183624371326e-07
	)
	if IsNaN(x) || IsInf(x, 1) {
		return x
	}
	abs := Abs(x)
	if abs >= 3.88162421113569373274e+01 { // 56 * ln2
		if x < 0 {
			return -1
		}
		if abs >= 7.09782712893383973096e+02 {
			return Inf(1)
		}
	}
	c := 0.0
	k := 0
	if abs > 3.46573590279972654709e-01 { // 0.5 * ln2
		switch {
		case abs >= 1.03972077083991796413e+00: // 1.5 * ln2
			if x < 0 {
				k = int(1.44269504088896338700e+00*x - 0.5)
			} else {
				k = int(1.44269504088896338700e+00*x + 0.5)
			}
		case x < 0:
			k = -1
		default:
			k = 1
		}
		t := float64(k)
		hi, lo := x-t*ln2Hi, t*ln2Lo
		x = hi - lo
		c = (hi - x) - lo
	} else if abs < 1.0/(1<<54) {
		return x
	}
	half := 0.5 * x
	sq := x * half
	r1 := 1 + sq*(q1+sq*(q2+sq*(q3+sq*(q4+sq*q5))))
	t := 3 - r1*half
	e := sq * ((r1 - t) / (6.0 - x*t))
	if k == 0 {
		return x - (x*e - sq)
	}
	e = x*(e-c) - c
	e -= sq
	switch {
	case k == -1:
		return 0.5*(x-e) - 0.5
	case k == 1:
		if x < -0.25 {
			return -2 * (e - (x + 0.5))
		}
		return 1 + 2*(x-e)
	case k <= -2 || k > 56:
		return scaleUp(1-(e-x), k) - 1
	case k < 20:
		t := Float64frombits(oneBits - 1<<53>>uint(k)) // 1 - 2**-k
		return scaleUp(t-(e-x), k)
	}
	t = Float64frombits(uint64(expBias-k) << expShift) // 2**-k
	y := x - (e + t)
	y++
	return scaleUp(y, k)
}

const (
	log1 = 6.666666666666735130e-01
	log2 = 3.999999999940941908e-01
	log3 = 2.857142874366239149e-01
	log4 = 2.222219843214978396e-01
	log5 = 1.818357216161805012e-01
	log6 = 1.531383769920937332e-01
	log7 = 1.479819860511658591e-01
)

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	switch {
	case IsNaN(x) || IsInf(x, 1):
		return x
	case x < 0:
		return NaN()
	case x == 0:
		return Inf(-1)
	}
	frac, exp := Frexp(x)
	if frac < Sqrt2/2 {
		frac *= 2
		exp--
	}
	f := frac - 1
	k := float64(exp)
	s := f / (2 + f)
	s2 := s * s
	s4 := s2 * s2
	t1 := s2 * (log1 + s4*(log3+s4*(log5+s4*log7)))
	t2 := s4 * (log2 + s4*(log4+s4*log6))
	r := t1 + t2
	half := 0.5 * f * f
	return k*ln2Hi - ((half - (s*(half+r) + k*ln2Lo)) - f)
}

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64 { return Log(x) * (1 / Ln10) }

// Log2 returns the binary logarithm of x, exact for powers of two.
func Log2(x float64) float64 {
	frac, exp := Frexp(x)
	if frac == 0.5 {
		return float64(exp - 1)
	}
	return Log(frac)*(1/Ln2) + float64(exp)
}

// Log1p returns the natural logarithm of 1+x, also for x near 0.
func Log1p(x float64) float64 {
	switch {
	case x < -1 || IsNaN(x):
		return NaN()
	case x == -1:
		return Inf(-1)
	case IsInf(x, 1):
		return Inf(1)
	}
	abs := Abs(x)
	var f, c float64
	small := false // the mantissa of 1+f is very near to 1
	k := 1
	if abs < 4.142135623730950488017e-01 { // sqrt(2) - 1
		if abs < 1.0/(1<<29) {
			if abs < 1.0/(1<<54) {
				return x
			}
			return x - x*x*0.5
		}
		if x > -2.928932188134524755992e-01 { // sqrt(2)/2 - 1
			k = 0
			f = x
		}
	}
	if k != 0 {
		u := x
		if abs < 1<<53 {
			u = 1.0 + x
			k = int(Float64bits(u)>>expShift) - expBias
			if k > 0 {
				c = 1.0 - (u - x)
			} else {
				c = x - (u - 1.0)
			}
			c /= u
		} else {
			k = int(Float64bits(u)>>expShift) - expBias
		}
		frac := Float64bits(u) & fracMask
		if frac < 0x0006a09e667f3bcd { // of sqrt(2)
			u = Float64frombits(frac | oneBits)
		} else {
			k++
			u = Float64frombits(frac | (expBias-1)<<expShift)
			frac = (1<<expShift - frac) >> 2
		}
		f = u - 1.0
		small = frac == 0
	}
	half := 0.5 * f * f
	kf := float64(k)
	if small {
		if f == 0 {
			if k == 0 {
				return 0
			}
			c += kf * ln2Lo
			return kf*ln2Hi + c
		}
		r := half * (1.0 - 0.66666666666666666*f)
		if k == 0 {
			return f - r
		}
		return kf*ln2Hi - ((r - (kf*ln2Lo + c)) - f)
	}
	s := f / (2.0 + f)
	z := s * s
	r := z * (log1 + z*(log2+z*(log3+z*(log4+z*(log5+z*(log6+z*log7))))))
	if k == 0 {
		return f - (half - s*(half+r))
	}
	return kf*ln2Hi - ((half - (s*(half+r) + (kf*ln2Lo + c))) - f)
}
