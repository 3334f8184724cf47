package p

func f(s uint, i int, x float64) {
	var a float64 = 1 << s // ERROR "18: invalid operation: shifted operand 1 \(type float64\) must be integer"
	var b = 1.0 << s // ERROR "10: invalid operation: shifted operand 1\.0 \(type float64\) must be integer"
	var c int = 1.0 << s
	var d = "a" << 1 // ERROR `10: invalid operation: shifted operand "a" \(untyped string constant\) must be integer`
	var e = i << x // ERROR "15: invalid operation: shift count x \(variable of type float64\) must be integer"
	var g = i << -1 // ERROR "15: invalid operation: negative shift count -1 \(untyped int constant\)"
	var h = i << 1.5 // ERROR "15: 1\.5 \(untyped float constant\) truncated to uint"
	var j any = 1 << s
	var k = x << 2 // ERROR "10: invalid operation: shifted operand x \(variable of type float64\) must be integer"
	var l [10]int
	_ = l[1.0<<s]
	_ = make([]int, 1.0<<s)
	_ = float32(1 << s) // ERROR "14: invalid operation: shifted operand 1 \(type float32\) must be integer"
	_, _, _, _, _, _, _, _, _ = a, b, c, d, e, g, h, j, k
}
