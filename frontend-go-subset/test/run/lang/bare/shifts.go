// Shifts: counts as large as the width or larger give 0 or the sign, whatever the type of the count.
//
// stderr: shift 0 int8 1 -128 uint8 1 255
// stderr: shift 0 int32 1 -2147483648 uint32 3 4294967295
// stderr: shift 0 int64 1 -1 uint64 5 18446744073709551615
// stderr: shift 1 int8 2 -64 uint8 2 127
// stderr: shift 1 int32 2 -1073741824 uint32 6 2147483647
// stderr: shift 1 int64 2 -1 uint64 10 9223372036854775807
// stderr: shift 7 int8 -128 -1 uint8 128 1
// stderr: shift 7 int32 128 -16777216 uint32 384 33554431
// stderr: shift 7 int64 128 -1 uint64 640 144115188075855871
// stderr: shift 8 int8 0 -1 uint8 0 0
// stderr: shift 8 int32 256 -8388608 uint32 768 16777215
// stderr: shift 8 int64 256 -1 uint64 1280 72057594037927935
// stderr: shift 31 int8 0 -1 uint8 0 0
// stderr: shift 31 int32 -2147483648 -1 uint32 2147483648 1
// stderr: shift 31 int64 2147483648 -1 uint64 10737418240 8589934591
// stderr: shift 32 int8 0 -1 uint8 0 0
// stderr: shift 32 int32 0 -1 uint32 0 0
// stderr: shift 32 int64 4294967296 -1 uint64 21474836480 4294967295
// stderr: shift 63 int8 0 -1 uint8 0 0
// stderr: shift 63 int32 0 -1 uint32 0 0
// stderr: shift 63 int64 -9223372036854775808 -1 uint64 9223372036854775808 1
// stderr: shift 64 int8 0 -1 uint8 0 0
// stderr: shift 64 int32 0 -1 uint32 0 0
// stderr: shift 64 int64 0 -1 uint64 0 0
// stderr: shift 65 int8 0 -1 uint8 0 0
// stderr: shift 65 int32 0 -1 uint32 0 0
// stderr: shift 65 int64 0 -1 uint64 0 0
// stderr: shift 200 int8 0 -1 uint8 0 0
// stderr: shift 200 int32 0 -1 uint32 0 0
// stderr: shift 200 int64 0 -1 uint64 0 0
// stderr: count types 0 0 -1 -2
// stderr: context 8589934592 0 8589934592
// stderr: bytes 171 205 205 11259136
// stderr: recovered: runtime error: negative shift amount

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
