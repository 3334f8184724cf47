// Shifts: counts as large as the width or larger give 0 or the sign, whatever the type of the count.
package main

func shl[T, C int8 | uint8 | int16 | uint16 | int32 | uint32 | int64 | uint64 | int | uint](x T, n C) T {
	return x << n
}

func shr[T, C int8 | uint8 | int16 | uint16 | int32 | uint32 | int64 | uint64 | int | uint](x T, n C) T {
	return x >> n
}

func main() {
	for _, n := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 65, 200} {
		println("shift", n, "int8", shl(int8(1), n), shr(int8(-128), n), "uint8", shl(uint8(1), n), shr(uint8(255), n))
		println("shift", n, "int32", shl(int32(1), n), shr(int32(-2147483648), n), "uint32", shl(uint32(3), n), shr(uint32(4294967295), n))
		println("shift", n, "int64", shl(int64(1), n), shr(int64(-1), n), "uint64", shl(uint64(5), n), shr(uint64(18446744073709551615), n))
	}
	println("count types", shl(1, uint8(200)), shl(1, int64(4294967296)), shr(-8, uint64(1)<<40), shr(int16(-4), int8(1)))
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	println("context", i, j, k)
	x := uint16(0xabcd)
	println("bytes", x>>8, x&0xff, x<<8>>8, uint32(x)<<8)
	defer func() {
		err := recover().(interface{ Error() string })
		println("recovered:", err.Error())
	}()
	n := -1
	println(1 << n)
}
