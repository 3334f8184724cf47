package p

func f(a complex64, b complex128, x float32, y float64, n int) {
	_ = a + b // ERROR "6: invalid operation: a \+ b \(mismatched types complex64 and complex128\)"
	_ = complex(x, y) // ERROR "14: invalid operation: complex\(x, y\) \(mismatched types float32 and float64\)"
	_ = complex(x, x) + a
	_ = complex(n, n) // ERROR "14: invalid argument: arguments have type int, expected floating-point"
	_ = complex(1, y) + b
	_ = real(a) + y // ERROR "6: invalid operation: real\(a\) \+ y \(mismatched types float32 and float64\)"
	_ = a < a // ERROR "6: invalid operation: a < a \(operator < not defined on complex64\)"
	_ = a % a // ERROR "6: invalid operation: operator % not defined on a \(variable of type complex64\)"
	_ = 1i + n // ERROR "6: 1i \(untyped complex constant \(0 \+ 1i\)\) truncated to int"
	var _ int = 1i // ERROR "14: cannot use 1i \(untyped complex constant \(0 \+ 1i\)\) as int value in variable declaration \(truncated\)"
	var _ int = 1 + 0i
	var _ float64 = 1i * 1i
	_ = a == 1
	_ = float64(b) // ERROR "14: cannot convert b \(variable of type complex128\) to type float64"
	_ = complex128(a)
	_ = imag(1)
	_ = int(2i) // ERROR "10: cannot convert 2i \(untyped complex constant \(0 \+ 2i\)\) to type int"
	a++
	_ = -b
	_ = ^b // ERROR "7: invalid operation: operator \^ not defined on b \(variable of type complex128\)"
}
