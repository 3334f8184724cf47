package math

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64 {
	const (
		p0 = -0.6307673640497716991184787251e+6
		p1 = -0.8991272022039509355398013511e+5
		p2 = -0.2894211355989563807284660366e+4
		p3 = -0.2630563213397497062819489e+2
		q0 = -0.6307673640497716991212077277e+6
		q1 = 0.1521517378790019070696485176e+5
		q2 = -0.173678953558233699533450911e+3
	)
	negative := x < 0
	if negative {
		x = -x
	}
	var r float64
	switch {
	case x > 21:
		r = Exp(x) * 0.5
	case x > 0.5:
		e := Exp(x)
		r = (e - 1/e) * 0.5
	default:
		sq := x * x
		r = (((p3*sq+p2)*sq+p1)*sq + p0) * x
		r = r / (((sq+q2)*sq+q1)*sq + q0)
	}
	if negative {
		r = -r
	}
	return r
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64 {
	x = Abs(x)
	if x > 21 {
		return Exp(x) * 0.5
	}
	e := Exp(x)
	return (e + 1/e) * 0.5
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64 {
	const maxLog = 8.8029691931113054295988e+01
	z := Abs(x)
	switch {
	case z > 0.5*maxLog:
		return Copysign(1, x)
	case z >= 0.625:
		s := Exp(2 * z)
		z = 1 - 2/(s+1)
		if x < 0 {
			z = -z
		}
		return z
	case x == 0:
		return x
	}
	s := x * x
	return x + x*s*((-9.64399179425052238628e-1*s-9.92877231001918586564e1)*s-1.61468768441708447952e3)/
		(((s+1.12811678491632931402e2)*s+2.23548839060100448583e3)*s+4.84406305325125486048e3)
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64 {
	if IsNaN(x) || IsInf(x, 0) {
		return x
	}
	abs := Abs(x)
	r := abs
	switch {
	case abs > 1<<28:
		r = Log(abs) + Ln2
	case abs > 2:
		r = Log(2*abs + 1/(Sqrt(abs*abs+1)+abs))
	case abs >= 1.0/(1<<28):
		r = Log1p(abs + abs*abs/(1+Sqrt(1+abs*abs)))
	}
	return Copysign(r, x)
}

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x float64) float64 {
	switch {
	case x < 1 || IsNaN(x):
		return NaN()
	case x == 1:
		return 0
	case x >= 1<<28:
		return Log(x) + Ln2
	case x > 2:
		return Log(2*x - 1/(x+Sqrt(x*x-1)))
	}
	t := x - 1
	return Log1p(t + Sqrt(2*t+t*t))
}

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x float64) float64 {
	abs := Abs(x)
	r := abs
	switch {
	case abs > 1 || IsNaN(x):
		return NaN()
	case abs == 1:
		return Copysign(Inf(1), x)
	case abs < 1.0/(1<<28):
	case abs < 0.5:
		r = abs + abs
		r = 0.5 * Log1p(r+r*abs/(1-abs))
	default:
		r = 0.5 * Log1p((abs+abs)/(1-abs))
	}
	return Copysign(r, x)
}
