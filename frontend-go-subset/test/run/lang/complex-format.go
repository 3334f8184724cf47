// Complex numbers through fmt and the usual algorithms.
package main

import (
	"fmt"
	"math"
)

func dft(x []complex128) []complex128 {
	n := len(x)
	out := make([]complex128, n)
	for k := range out {
		for t, v := range x {
			angle := -2 * math.Pi * float64(k*t) / float64(n)
			out[k] += v * complex(math.Cos(angle), math.Sin(angle))
		}
	}
	return out
}

func roots(a, b, c float64) (complex128, complex128) {
	d := b*b - 4*a*c
	if d >= 0 {
		s := math.Sqrt(d)
		return complex((-b+s)/(2*a), 0), complex((-b-s)/(2*a), 0)
	}
	s := math.Sqrt(-d)
	return complex(-b/(2*a), s/(2*a)), complex(-b/(2*a), -s/(2*a))
}

type polar struct{ r, phi float64 }

func (p polar) complex() complex128 { return complex(p.r*math.Cos(p.phi), p.r*math.Sin(p.phi)) }

func main() {
	z := 3 - 4i
	fmt.Println(z, -z, z*z, z/2, real(z), imag(z), complex64(z))
	fmt.Printf("%v %.1f %g %T %T\n", z, z, z, z, complex64(z))
	fmt.Println(roots(1, -3, 2))
	fmt.Println(roots(1, 2, 5))
	for _, v := range dft([]complex128{1, 2, 3, 4}) {
		fmt.Printf("%.3f ", v)
	}
	fmt.Println()
	fmt.Printf("%.4f\n", polar{2, math.Pi / 6}.complex())
	var c complex128
	c += complex(1, 2)
	c *= 1i
	fmt.Println(c, c == -2+1i, c != 0)
	const k = (1 + 2i) * (3 - 1i)
	fmt.Println(k, real(k), 1i*1i)
	inf := complex(math.Inf(1), math.NaN())
	fmt.Println(inf, inf == inf, 1/complex(0, 1))
	zero, nan := 0.0, math.NaN()
	for _, q := range []complex128{complex(zero, 0) / complex(nan, math.Inf(1)), complex(1, nan) / complex(zero, 0), complex(math.Inf(-1), 2) / complex(3, 4), complex(nan, nan) / complex(1, zero)} {
		fmt.Print(q, " ")
	}
	fmt.Println()
	m := map[complex64]string{1i: "i"}
	fmt.Println(m[complex(0, 1)], m)
	s := struct {
		z complex64
		a [2]complex128
	}{1 + 1i, [2]complex128{1, 2i}}
	fmt.Printf("%v %+v\n", s, s)
}
