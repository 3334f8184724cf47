// How floats print, and arithmetic at the edges.
package main

import (
	"fmt"
	"math"
)

func main() {
	values := []float64{0, 1, -1, 0.1, 1.0 / 3, 2.5, 100, 1e6, 123456789, 1e20, 1e21, 1e-4, 1e-5, math.Pi, -math.E, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(), math.Copysign(0, -1)}
	for _, v := range values {
		fmt.Println(v, float32(v))
		fmt.Printf("%v %g %e %f %.2f %8.3f|%-9.1f|%+.1e %G\n", v, v, v, v, v, v, v, v, v)
	}
	fmt.Println(float32(0.1), float64(float32(0.1)), float32(16777217), float32(1)/3)
	fmt.Println(math.Sqrt(2), math.Floor(-1.5), math.Ceil(-1.5), math.Trunc(-1.5), math.Round(2.5), math.RoundToEven(2.5), math.Abs(-3))
	fmt.Println(math.Mod(7, -3), math.Mod(-7, 3), math.Hypot(3, 4), math.Max(1, math.NaN()), math.Min(-0.0, 0))
	fmt.Println(math.Float64bits(1.5), math.Float32bits(-2), math.Float64frombits(0x7ff0000000000000), math.IsNaN(math.NaN()), math.IsInf(math.Inf(-1), -1), math.Signbit(math.Copysign(0, -1)))
	frac, exp := math.Frexp(10)
	whole, part := math.Modf(-3.25)
	fmt.Println(frac, exp, math.Ldexp(0.75, 4), whole, part)
	x := 0.0
	for range 10 {
		x += 0.1
	}
	fmt.Println(x, x == 1.0, math.Abs(x-1) < 1e-9)
	var f32 float32
	for range 10 {
		f32 += 0.1
	}
	fmt.Println(f32, f32 == 1)
	fmt.Println(int64(1e18), uint64(1e19), int(values[4]*-3), uint8(200.0), int32(math.MaxInt32))
	fmt.Println(7.0/2, 7/2, float64(7)/2, 1/3.0, 2e3, 0x1p10)
	type celsius float64
	fmt.Printf("%v %.1f %T\n", celsius(36.6), celsius(-40), celsius(0))
}
