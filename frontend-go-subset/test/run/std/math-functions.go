package main

import (
	"fmt"
	"math"
)

func main() {
	xs := []float64{0, 0.1, 0.5, 1, 1.5, 2, 10, 100.25, -0.3, -2.5, 1e-10, 1e10, 709, -745, math.Pi, 1e300}
	one := []func(float64) float64{math.Sqrt, math.Cbrt, math.Sin, math.Cos, math.Tan, math.Asin, math.Acos, math.Atan, math.Sinh, math.Tanh, math.Asinh, math.Acosh, math.Atanh, math.Exp2, math.Expm1, math.Log10, math.Log2, math.Log1p, math.Floor, math.Ceil, math.Trunc, math.Round, math.RoundToEven, math.Abs, math.Logb}
	for _, x := range xs {
		for _, f := range one {
			fmt.Printf("%.12g ", f(x))
		}
		fmt.Println()
	}
	for _, x := range xs {
		for _, y := range []float64{2, 0.5, -1, 3, math.Inf(1)} {
			fmt.Printf("%.12g %.12g %.12g %.12g %.12g %v %v|", math.Pow(x, y), math.Atan2(x, y), math.Hypot(x, y), math.Mod(x, y), math.Remainder(x, y), math.Max(x, y), math.Min(x, y))
		}
		fmt.Println()
	}
	frac, exp := math.Frexp(123.456)
	i, f := math.Modf(-3.25)
	s, c := math.Sincos(1)
	fmt.Println(frac, exp, i, f, s, c, math.Ldexp(0.5, 10), math.Copysign(3, -1), math.Signbit(-0.0), math.IsNaN(math.NaN()), math.IsInf(math.Inf(-1), 0))
	fmt.Println(math.FMA(2, 3, 4), math.Dim(5, 3), math.Nextafter(1, 2), math.Ilogb(1000), math.Pow10(20), math.Float64bits(1.5), math.Float32bits(1.5))
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.Pi, math.E)
	fmt.Println(math.Sin(1e22), math.Cos(1e300), math.Tan(123456789.123))
}
