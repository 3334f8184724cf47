package p

const (
	a int8 = 100
	b = a * 2 // ERROR "6: a \* 2 \(constant 200 of type int8\) overflows int8"
	c = a + 100 // ERROR "6: a \+ 100 \(constant 200 of type int8\) overflows int8"
	d = -(-128 * a) // ERROR "8: -128 \* a \(constant -12800 of type int8\) overflows int8"
	e uint = 1
	f = ^e
	g = e - 2 // ERROR "6: e - 2 \(constant -1 of type uint\) overflows uint"
	h float32 = 3e38
	i = h * 10 // ERROR "6: h \* 10 \(constant 3e\+39 of type float32\) overflows float32"
	j = int(3.5) // ERROR "10: cannot convert 3\.5 \(untyped float constant\) to type int"
	k = int32(1 << 31) // ERROR "12: constant 2147483648 overflows int32"
	l = uint64(1 << 64) // ERROR "13: constant 18446744073709551616 overflows uint64"
	m = 1 << 600 // ERROR "8: constant shift overflow"
	n = m * m
	o complex64 = 1e40i // ERROR "16: cannot use 1e40i \(untyped complex constant \(0 \+ 1e\+40i\)\) as complex64 value in constant declaration \(overflows\)"
)

var _ = [1<<62]int{}
var _ = [-1]int{} // ERROR "10: invalid array length -1 \(untyped int constant\)"
var _ = [1.5]int{} // ERROR "10: array length 1\.5 \(untyped float constant\) must be integer"
var _ = ["a"]int{} // ERROR `10: array length "a" \(untyped string constant\) must be integer`
var _ [a]int
var _ [v]int // ERROR "8: invalid array length v"
var v = 1
