// Constants: exact arithmetic of any size, iota, typed and untyped kinds.
//
// stderr: big 4 1 15511210 698635
// stderr: units 1024 1048576 1073741824 1099511627776
// stderr: days 0 1 2 4 false true
// stderr: pairs 0 0 1 10 2 20 string string 5
// stderr: bits 1 0 2 1 8 7
// stderr: typed -128 constant 8 true 98
// stderr: exact true true 1000000 true
// stderr: complex -3
// stderr: inexact false
// stderr: mixed 3 true 194 8 -3 -1 true
// stderr: shadow 20
// stderr: shadow 10
// stderr: converted 255 16777216 18446744073709551615 -9223372036854775808 4294967295 -1
// stderr: unsigned 254 -3 4 5
// stderr: huge true 100
// stderr: array 16 10 3
// stderr: rune b true 39 65 233 255
// stderr: bases 5 15 15 255 1000000 255

package main

const (
	big   = 1 << 100
	small = big >> 98
	fact  = 1 * 2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15 * 16 * 17 * 18 * 19 * 20 * 21 * 22 * 23 * 24 * 25
	pi    = 3.14159265358979323846264338327950288419716939937510582097494459
)

const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
	gb
	tb
)

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)

func (d weekday) weekend() bool { return d == sunday }

const (
	a, b = iota, iota * 10
	c, d
	e, f
	g = "string"
	h
	i = iota
)

const (
	bit0, mask0 = 1 << iota, 1<<iota - 1
	bit1, mask1
	_, _
	bit3, mask3
)

const typed int8 = -1 << 7
const str = "const" + "ant"
const length = len(str)
const yes = length > 3 && str < "d"
const char = 'a' + 1.0
const third = 1.0 / 3
const complexConst = 1 + 2i
const realPart = real(complexConst * complexConst)

func main() {
	println("big", small, big/(big-1), fact/1000000000000000000, big%1000007)
	println("units", kb, mb, gb, tb)
	println("days", sunday, monday, tuesday, thursday, thursday.weekend(), weekday(0).weekend())
	println("pairs", a, b, c, d, e, f, g, h, i)
	println("bits", bit0, mask0, bit1, mask1, bit3, mask3)
	println("typed", typed, str, length, yes, char)
	println("exact", third*3 == 1, 0.1+0.2 == 0.3, int(pi*1000000/pi), big*3.0 == 3*big)
	println("complex", int(realPart))
	x, y := 0.1, 0.2
	println("inexact", x+y == 0.3)
	println("mixed", 7/2, 7/2.0 == 3.5, 'a'*2, 1<<3.0, -7/2, -7%3, 5.0/2 == 2.5)
	const shadow = 10
	{
		const shadow = shadow * 2
		println("shadow", shadow)
	}
	println("shadow", shadow)
	var u8 uint8 = 255
	var f32 float32 = 1 << 24
	println("converted", u8, int(f32), uint64(1<<64-1), int64(-1<<63), ^uint32(0), ^0)
	println("unsigned", uint8(^uint8(1)), -5>>1, 5&^3, 6^3)
	const huge = 1e300 * 1e300
	println("huge", huge/1e599 == 10, int(huge/1e598))
	var arr [length * 2]int
	println("array", len(arr), len([...]int{9: 0}), cap([3]int{}))
	println("rune", string(rune(char)), "\a\b\f\n\r\t\v\\\"" == "\x07\x08\x0c\x0a\x0d\x09\x0b\x5c\x22", '\'', '\x41', '\u00e9', '\377')
	println("bases", 0b101, 0o17, 017, 0xFF, 1_000_000, 0x_ff)
}
