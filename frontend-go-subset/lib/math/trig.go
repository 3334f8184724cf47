package math

import "math/bits"

// quarter reduces x >= 0 to x = j*Pi/4 + z with j even, taken modulo 8.
func quarter(x float64) (j uint64, z float64) {
	const (
		// Pi/4 in three parts
		pi4A = 7.85398125648498535156e-1
		pi4B = 3.77489470793079817668e-8
		pi4C = 2.69515142907905952645e-15
	)
	if x >= 1<<29 {
		return quarterLarge(x)
	}
	j = uint64(x * (4 / Pi))
	y := float64(j)
	if j&1 == 1 {
		j++
		y++
	}
	return j & 7, ((x - y*pi4A) - y*pi4B) - y*pi4C
}

// quarterLarge is quarter for large x: Payne and Hanek's reduction, which multiplies
// by just those bits of 4/Pi that matter.
func quarterLarge(x float64) (j uint64, z float64) {
	b := Float64bits(x)
	exp := int(b>>expShift&expMask) - expBias - expShift
	m := b&fracMask | 1<<expShift
	digit, shift := uint(exp+61)/64, uint(exp+61)%64
	z0 := fourOverPi[digit]<<shift | fourOverPi[digit+1]>>(64-shift)
	z1 := fourOverPi[digit+1]<<shift | fourOverPi[digit+2]>>(64-shift)
	z2 := fourOverPi[digit+2]<<shift | fourOverPi[digit+3]>>(64-shift)
	// The product's three high bits are j, the others a fraction.
	z2hi, _ := bits.Mul64(z2, m)
	z1hi, z1lo := bits.Mul64(z1, m)
	lo, carry := bits.Add64(z1lo, z2hi, 0)
	hi, _ := bits.Add64(z0*m, z1hi, carry)
	j = hi >> 61
	hi = hi<<3 | lo>>61
	n := uint(bits.LeadingZeros64(hi)) + 1
	hi = hi<<n | lo>>(64-n)
	z = Float64frombits(hi>>(64-expShift) | uint64(expBias-n)<<expShift)
	if j&1 == 1 {
		j = (j + 1) & 7
		z--
	}
	return j, z * (Pi / 4)
}

func sinPoly(z float64) float64 {
	zz := z * z
	return z + z*zz*((((((1.58962301576546568060e-10*zz)-2.50507477628578072866e-8)*zz+
		2.75573136213857245213e-6)*zz-1.98412698295895385996e-4)*zz+
		8.33333333332211858878e-3)*zz-1.66666666666666307295e-1)
}

func cosPoly(z float64) float64 {
	zz := z * z
	return 1.0 - 0.5*zz + zz*zz*((((((-1.13585365213876817300e-11*zz)+2.08757008419747316778e-9)*zz-
		2.75573141792967388112e-7)*zz+2.48015872888517045348e-5)*zz-
		1.38888888888730564116e-3)*zz+4.16666666666665929218e-2)
}

// Sin returns the sine of x radians.
func Sin(x float64) float64 {
	if x == 0 || IsNaN(x) {
		return x
	}
	if IsInf(x, 0) {
		return NaN()
	}
	j, z := quarter(Abs(x))
	var y float64
	if j&2 == 0 {
		y = sinPoly(z)
	} else {
		y = cosPoly(z)
	}
	if (j > 3) != (x < 0) {
		y = -y
	}
	return y
}

// Cos returns the cosine of x radians.
func Cos(x float64) float64 {
	if IsNaN(x) || IsInf(x, 0) {
		return NaN()
	}
	j, z := quarter(Abs(x))
	var y float64
	if j&2 == 0 {
		y = cosPoly(z)
	} else {
		y = sinPoly(z)
	}
	if j == 2 || j == 4 {
		y = -y
	}
	return y
}

// Sincos returns Sin(x) and Cos(x).
func Sincos(x float64) (sin, cos float64) {
	switch {
	case x == 0:
		return x, 1
	case IsNaN(x) || IsInf(x, 0):
		return NaN(), NaN()
	}
	j, z := quarter(Abs(x))
	sin, cos = sinPoly(z), cosPoly(z)
	// Each quarter turn exchanges them and changes a sign.
	switch j {
	case 2:
		sin, cos = cos, -sin
	case 4:
		sin, cos = -sin, -cos
	case 6:
		sin, cos = -cos, sin
	}
	if x < 0 {
		sin = -sin
	}
	return sin, cos
}

// Tan returns the tangent of x radians.
func Tan(x float64) float64 {
	switch {
	case x == 0 || IsNaN(x):
		return x
	case IsInf(x, 0):
		return NaN()
	}
	j, z := quarter(Abs(x))
	zz := z * z
	y := z
	if zz > 1e-14 {
		p := zz * (((-1.30936939181383777646e4*zz)+1.15351664838587416140e6)*zz - 1.79565251976484877988e7)
		q := (((zz+1.36812963470692954678e4)*zz-1.32089234440210967447e6)*zz+2.50083801823357915839e7)*zz - 5.38695755929454629881e7
		y = z + z*(p/q)
	}
	if j&2 == 2 {
		y = -1 / y
	}
	if x < 0 {
		y = -y
	}
	return y
}

// atanSmall is Atan for 0 <= x <= 0.66.
func atanSmall(x float64) float64 {
	z := x * x
	z = z * ((((-8.750608600031904122785e-01*z-1.615753718733365076637e+01)*z-7.500855792314704667340e+01)*z-
		1.228866684490136173410e+02)*z - 6.485021904942025371773e+01) /
		(((((z+2.485846490142306297962e+01)*z+1.650270098316988542046e+02)*z+4.328810604912902668951e+02)*z+
			4.853903996359136964868e+02)*z + 1.945506571482613964425e+02)
	return x*z + x
}

// atanPositive is Atan for x > 0.
func atanPositive(x float64) float64 {
	const rest = 6.123233995736765886130e-17 // what a float64 lacks of Pi/2
	if x <= 0.66 {
		return atanSmall(x)
	}
	if x > 2.41421356237309504880 { // tan(3*Pi/8)
		return Pi/2 - atanSmall(1/x) + rest
	}
	return Pi/4 + atanSmall((x-1)/(x+1)) + 0.5*rest
}

// Atan returns the arctangent of x in radians.
func Atan(x float64) float64 {
	switch {
	case x == 0:
		return x
	case x > 0:
		return atanPositive(x)
	}
	return -atanPositive(-x)
}

// Asin returns the arcsine of x in radians.
func Asin(x float64) float64 {
	if x == 0 {
		return x
	}
	abs := Abs(x)
	if abs > 1 || IsNaN(x) {
		return NaN()
	}
	r := Sqrt(1 - abs*abs)
	if abs > 0.7 {
		r = Pi/2 - atanPositive(r/abs)
	} else {
		r = atanPositive(abs / r)
	}
	if x < 0 {
		r = -r
	}
	return r
}

// Acos returns the arccosine of x in radians.
func Acos(x float64) float64 { return Pi/2 - Asin(x) }

// Atan2 returns the angle of the point (x, y) in radians.
func Atan2(y, x float64) float64 {
	switch {
	case IsNaN(y) || IsNaN(x):
		return NaN()
	case y == 0:
		if Signbit(x) {
			return Copysign(Pi, y)
		}
		return Copysign(0, y)
	case x == 0:
		return Copysign(Pi/2, y)
	case IsInf(x, 1):
		if IsInf(y, 0) {
			return Copysign(Pi/4, y)
		}
		return Copysign(0, y)
	case IsInf(x, -1):
		if IsInf(y, 0) {
			return Copysign(3*Pi/4, y)
		}
		return Copysign(Pi, y)
	case IsInf(y, 0):
		return Copysign(Pi/2, y)
	}
	q := Atan(y / x)
	if x < 0 {
		if q <= 0 {
			return q + Pi
		}
		return q - Pi
	}
	return q
}

// fourOverPi holds the bits of 4/Pi; the point is behind the first word.
var fourOverPi = [...]uint64{
	0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083,
	0xfca2c757bd778ac3, 0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d,
	0xd1046bea5d768909, 0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076,
	0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a,
	0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
}
