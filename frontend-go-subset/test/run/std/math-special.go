// Special functions: their values to 14 digits, where they come to an end, and the laws that connect them.
package main

import (
	"fmt"
	"math"
)

func show(name string, f func(float64) float64, args ...float64) {
	fmt.Print(name)
	for _, x := range args {
		fmt.Printf(" %.13g", f(x))
	}
	fmt.Println()
}

// near says whether a and b agree to 14 digits.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-14*math.Max(math.Abs(a), math.Abs(b)) }

func main() {
	inf, nan := math.Inf(1), math.NaN()
	show("Gamma", math.Gamma, 0.5, 1, 5, 10.25, 33.5, 100, 150.75, 171.5, 172, -0.5, -7.25, -60.5, -150.5, -178.5, -179.5, -300.5, -301.5, 1e-5, 0, math.Copysign(0, -1), -3, inf, -inf, nan)
	for _, x := range []float64{1e-20, 0.25, 1, 1.25, 2, 2.25, 7.5, 50, 1e6, 1e18, -0.5, -1.5, -9.75, 0, math.Copysign(0, -1), -4, inf, -inf, nan} {
		l, sign := math.Lgamma(x)
		fmt.Printf("Lgamma(%g) %.13g %d\n", x, l, sign)
	}
	show("Erf", math.Erf, 0, 1e-300, 0.1, 0.7, 0.8, 1.5, 3, 7, -0.3, -2, inf, -inf, nan)
	show("Erfc", math.Erfc, 0, 0.1, 0.5, 0.8, 1.5, 3, 7, 20, 26.5, 30, -0.3, -2, -7, inf, -inf, nan)
	show("Erfinv", math.Erfinv, 0, 1e-12, 0.1, 0.4999, 0.6, 0.99999, -0.3, -0.8, 1, -1, 1.5, nan)
	show("Erfcinv", math.Erfcinv, 1, 0.9, 0.4, 1e-3, 1.7, 1.999999, 0, 2, -1, 3, nan)
	show("J0", math.J0, 0, 0.5, 2, 10, 24.5, 25.5, 300, -2, inf, nan)
	show("J1", math.J1, 0, 0.5, 2, 10, 24.5, 25.5, 300, -2, inf, nan)
	show("Y0", math.Y0, 0, 0.5, 2, 10, 24.5, 25.5, 300, -2, inf, nan)
	show("Y1", math.Y1, 0, 0.5, 2, 10, 24.5, 25.5, 300, -2, inf, nan)
	for _, n := range []int{0, 1, 2, 3, 17, 60, -2, -3} {
		show(fmt.Sprint("J", n), func(x float64) float64 { return math.Jn(n, x) }, 0, 0.5, 2, 10, 70, -2, inf)
		show(fmt.Sprint("Y", n), func(x float64) float64 { return math.Yn(n, x) }, 0, 0.5, 2, 10, 70, -2, inf)
	}

	for x := 0.125; x < 40; x += 0.125 {
		if !near(math.Gamma(x+1), x*math.Gamma(x)) {
			fmt.Println("Gamma", x)
		}
		if g, sign := math.Lgamma(x); sign != 1 || math.Abs(math.Exp(g)/math.Gamma(x)-1) > 1e-13 {
			fmt.Println("Lgamma", x)
		}
		if x < 5 && math.Abs(math.Erf(x)+math.Erfc(x)-1) > 3e-16 {
			fmt.Println("Erf", x)
		}
		if x < 2.5 && !near(math.Erfcinv(math.Erfc(x)), x) {
			fmt.Println("Erfcinv", x)
		}
		// Wronskian: J1*Y0 - J0*Y1 = 2/(Pi*x).
		if w := math.J1(x)*math.Y0(x) - math.J0(x)*math.Y1(x); math.Abs(w*math.Pi*x/2-1) > 1e-14 {
			fmt.Println("Wronskian", x)
		}
	}
}
