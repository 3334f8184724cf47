// Integer arithmetic of every width: it wraps around, divides toward zero, and never depends on the width of a register.
//
// stderr: uint64 * 18446744073709551613
// stderr: div 2 -2 -2 2
// stderr: rem 1 -1 1 -1
// stderr: lowest -9223372036854775808 0
// stderr: low8 -128 0
// stderr: udiv 1844674407370955161 5 613566756 28
// stderr: bits 8 14 6 4 -13
// stderr: bits8 243 8 244
// stderr: assign 62
// stderr: inc 63
// stderr: wrap -128 255

package main

func check(name string, got, want int64) {
	if got != want {
		println("FAIL", name, got, want)
		panic(name)
	}
}

func add8(a, b int8) int8                       { return a + b }
func mul8(a, b uint8) uint8                     { return a * b }
func add16(a, b int16) int16                    { return a + b }
func mul16(a, b uint16) uint16                  { return a * b }
func mul32(a, b int32) int32                    { return a * b }
func sub32(a, b uint32) uint32                  { return a - b }
func mul64(a, b uint64) uint64                  { return a * b }
func neg[T int8 | int16 | int32 | int64](a T) T { return -a }

func main() {
	check("int8 +", int64(add8(127, 1)), -128)
	check("int8 + down", int64(add8(-128, -1)), 127)
	check("uint8 *", int64(mul8(16, 17)), 16)
	check("int16 +", int64(add16(32767, 2)), -32767)
	check("uint16 *", int64(mul16(65535, 65535)), 1)
	check("int32 *", int64(mul32(65536, 65536+3)), 196608)
	check("uint32 -", int64(sub32(1, 2)), 4294967295)
	println("uint64 *", mul64(0xFFFFFFFFFFFFFFFF, 3))
	check("neg8", int64(neg(int8(-128))), -128)
	check("neg16", int64(neg(int16(-32768))), -32768)
	check("neg32", int64(neg(int32(-2147483648))), -2147483648)
	check("neg64", neg(int64(-9223372036854775808)), -9223372036854775808)

	seven, minus := 7, -7
	three, minusThree := 3, -3
	println("div", seven/three, minus/three, seven/minusThree, minus/minusThree)
	println("rem", seven%three, minus%three, seven%minusThree, minus%minusThree)
	lowest := int64(-9223372036854775808)
	one := int64(-1)
	println("lowest", lowest/one, lowest%one)
	low8, one8 := int8(-128), int8(-1)
	println("low8", low8/one8, low8%one8)
	big := uint64(18446744073709551615)
	println("udiv", big/10, big%10, uint32(4294967295)/7, uint8(200)/7)

	a, b := 0b1100, 0b1010
	println("bits", a&b, a|b, a^b, a&^b, ^a)
	u := uint8(0b1100)
	println("bits8", ^u, u&^4, -u)
	x := 10
	x += 5
	x *= 3
	x -= 1
	x /= 4
	x %= 7
	x <<= 4
	x |= 3
	x &= 0x3e
	x ^= 0xff
	x >>= 2
	x &^= 1
	println("assign", x)
	x++
	x--
	x++
	println("inc", x)
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	println("wrap", i8, u8)
}
