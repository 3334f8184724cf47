package p

func f(a int, x float64, u uint8) {
	_ = a / 0 // ERROR "10: invalid operation: division by zero"
	_ = a % 0 // ERROR "10: invalid operation: division by zero"
	_ = x / 0
	_ = 1 / 0.0 // ERROR "10: invalid operation: division by zero"
	_ = u / 0x0 // ERROR "10: invalid operation: division by zero"
	a /= 0 // ERROR "7: invalid operation: division by zero"
	x /= 0
	_ = 1i / 0 // ERROR "11: invalid operation: division by zero"
}
