// Complex numbers: arithmetic, parts, comparison, both widths.
//
// stderr: add 4000 2000
// stderr: sub 2000 6000
// stderr: mul 11000 -2000
// stderr: div -1000 2000
// stderr: neg -3000 -4000
// stderr: power 16000 0
// stderr: compare false true true true
// stderr: norm 25
// stderr: complex64 true true true
// stderr: assign 0 1000
// stderr: assign -1000 500
// stderr: map one two 2
// stderr: any false true true true
// stderr: slice true
// stderr: array true
// stderr: mandelbrot ................*....
// stderr: mandelbrot ............*******..
// stderr: mandelbrot *******************..
// stderr: infinite true false

package main

type gauss complex128

func (g gauss) norm() float64 { return real(g)*real(g) + imag(g)*imag(g) }

func power(z complex128, n int) complex128 {
	r := complex(1, 0)
	for range n {
		r *= z
	}
	return r
}

func escape(c complex128) int {
	z := 0i
	for i := range 50 {
		if gauss(z).norm() > 4 {
			return i
		}
		z = z*z + c
	}
	return 50
}

func show(name string, z complex128) {
	println(name, int64(real(z)*1000), int64(imag(z)*1000))
}

func main() {
	a, b := 3+4i, complex(1, -2)
	show("add", a+b)
	show("sub", a-b)
	show("mul", a*b)
	show("div", a/b)
	show("neg", -a)
	show("power", power(1+1i, 8))
	println("compare", a == b, a != b, a == complex(3, 4), 2i*2i == -4)
	println("norm", int(gauss(a).norm()))
	var c64 complex64 = 1.5 + 2.5i
	c64 *= 2
	re, im := real(c64), imag(c64)
	println("complex64", re == 3, im == 5, complex128(c64) == 3+5i)
	var zero complex128
	zero += 1i
	show("assign", zero)
	zero /= 2
	zero -= 1
	show("assign", zero)
	m := map[complex128]string{1 + 1i: "one", 2: "two"}
	println("map", m[complex(1, 1)], m[2+0i], len(m))
	var v any = 1i
	_, is64 := v.(complex64)
	z, is128 := v.(complex128)
	println("any", is64, is128, z == 1i, v == any(1i))
	s := []complex64{1, 2i, 3}
	total := complex64(0)
	for _, x := range s {
		total += x
	}
	println("slice", total == 4+2i)
	arr := [2]complex128{1i, 2}
	println("array", arr == [2]complex128{1i, 2})
	for y := 1.0; y >= -1; y -= 0.5 {
		line := "mandelbrot "
		for x := -2.0; x <= 0.5; x += 0.125 {
			if escape(complex(x, y)) == 50 {
				line += "*"
			} else {
				line += "."
			}
		}
		println(line)
	}
	inf := 1 / real(zero-zero)
	nan := inf - inf
	q := (1 + 1i) / (zero - zero)
	println("infinite", real(q) == inf, complex(nan, 0) == complex(nan, 0))
}
