package math

// Floor returns the greatest integer that is not above x.
func Floor(x float64) float64 {
	t := Trunc(x)
	if t > x {
		t--
	}
	return t
}

// Ceil returns the least integer that is not below x.
func Ceil(x float64) float64 { return -Floor(-x) }

// Trunc returns x without its fraction.
func Trunc(x float64) float64 {
	e := int(Float64bits(x)>>expShift&expMask) - expBias
	switch {
	case e < 0:
		return Copysign(0, x)
	case e < 52:
		return Float64frombits(Float64bits(x) &^ (fracMask >> e))
	}
	return x
}

// Round returns the nearest integer, halves away from zero.
func Round(x float64) float64 {
	t := Trunc(x)
	if Abs(x-t) >= 0.5 {
		return t + Copysign(1, x)
	}
	return t
}

// RoundToEven returns the nearest integer, halves to the even one.
func RoundToEven(x float64) float64 {
	if Abs(x) < 1<<52 {
		// Adding 2**52 leaves no room for a fraction.
		c := Copysign(1<<52, x)
		return Copysign(x+c-c, x)
	}
	return x
}

// Sqrt returns the square root of x.
func Sqrt(x float64) float64 {
	if x == 0 || IsNaN(x) || IsInf(x, 1) {
		return x
	}
	if x < 0 {
		return NaN()
	}
	x, shift := normalize(x)
	bits := Float64bits(x)
	exp := int(bits>>expShift) - expBias + shift
	m := bits&fracMask | 1<<expShift
	if exp&1 != 0 {
		m <<= 1
	}
	exp >>= 1
	// Bit by bit, with one more than the result has.
	m <<= 1
	var q, s uint64
	for r := uint64(1 << (expShift + 1)); r != 0; r >>= 1 {
		if t := s + r; t <= m {
			s = t + r
			m -= t
			q += r
		}
		m <<= 1
	}
	if m != 0 {
		q += q & 1
	}
	return Float64frombits(q>>1 + uint64(exp-1+expBias)<<expShift)
}

// Dim returns x-y, or 0 if that is negative.
func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

// Max returns the greater one; a NaN unless the other is +Inf, +0 before -0.
func Max(x, y float64) float64 {
	switch {
	case IsInf(x, 1) || IsInf(y, 1):
		return Inf(1)
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == 0 && x == y:
		if Signbit(x) {
			return y
		}
		return x
	}
	if x > y {
		return x
	}
	return y
}

// Min returns the lesser one; a NaN unless the other is -Inf, -0 before +0.
func Min(x, y float64) float64 {
	switch {
	case IsInf(x, -1) || IsInf(y, -1):
		return Inf(-1)
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == 0 && x == y:
		if Signbit(x) {
			return x
		}
		return y
	}
	if x < y {
		return x
	}
	return y
}
