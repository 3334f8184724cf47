// Conversions between numeric types: truncation, sign extension, floats to integers and back.
//
// stderr: conv 0 0 0 0 0 0 0 0
// stderr: conv 1 1 1 1 1 1 1 1
// stderr: conv -1 -1 255 -1 65535 -1 4294967295 18446744073709551615
// stderr: conv 127 127 127 127 127 127 127 127
// stderr: conv 128 -128 128 128 128 128 128 128
// stderr: conv 255 -1 255 255 255 255 255 255
// stderr: conv 256 0 0 256 256 256 256 256
// stderr: conv -129 127 127 -129 65407 -129 4294967167 18446744073709551487
// stderr: conv 32768 0 0 -32768 32768 32768 32768 32768
// stderr: conv 65535 -1 255 -1 65535 65535 65535 65535
// stderr: conv 65536 0 0 0 0 65536 65536 65536
// stderr: conv 2147483648 0 0 0 0 -2147483648 2147483648 2147483648
// stderr: conv 4294967295 -1 255 -1 65535 -1 4294967295 4294967295
// stderr: conv 4294967296 0 0 0 0 0 0 4294967296
// stderr: conv -2147483649 -1 255 -1 65535 2147483647 2147483647 18446744071562067967
// stderr: conv 4611686018427387904 0 0 0 0 0 0 4611686018427387904
// stderr: from uint32 0 0 0 0 0 0
// stderr: from uint32 1 1 1 1 1 1
// stderr: from uint32 2147483648 -2147483648 2147483648 -2147483648 2147483648 0
// stderr: from uint32 4294967295 -1 4294967295 -1 4294967295 -1
// stderr: from int8 -128 128 65408 -128 18446744073709551488 128
// stderr: from int8 -1 255 65535 -1 18446744073709551615 255
// stderr: from int8 0 0 0 0 0 0
// stderr: from int8 127 127 127 127 127 127
// stderr: from float 0 0
// stderr: from float 1 1
// stderr: from float -1 -1
// stderr: from float 2147483647 2147483647
// stderr: from float -2147483648 -2147483648
// stderr: from float 4294967295 4294967295
// stderr: from float 1000000000000000 1000000000000000
// stderr: from float32 0
// stderr: from float32 16777216
// stderr: from float32 3000000000
// stderr: uint64 of float 9223372036854775808 15000000000000000000
// stderr: float of uint64 false false
// stderr: float of int64 9007199254740992 9007199254740992
// stderr: ratio true true 1
// stderr: named 300
// stderr: double conversion 56 65535 4294967294 65535 4294967295

package main

func main() {
	for _, v := range []int64{0, 1, -1, 127, 128, 255, 256, -129, 32768, 65535, 65536, 2147483648, 4294967295, 4294967296, -2147483649, 1 << 62} {
		println("conv", v, int8(v), uint8(v), int16(v), uint16(v), int32(v), uint32(v), uint64(v))
	}
	for _, u := range []uint32{0, 1, 0x80000000, 0xffffffff} {
		println("from uint32", u, int32(u), int64(u), int64(int32(u)), uint64(u), int8(u))
	}
	for _, b := range []int8{-128, -1, 0, 127} {
		println("from int8", b, uint8(b), uint16(b), int64(b), uint64(b), uint64(uint8(b)))
	}
	for _, f := range []float64{0, 0.9, -0.9, 1.5, -1.5, 2147483647.5, -2147483648.5, 4294967295.5, 1e15} {
		println("from float", int64(f), int(f))
	}
	for _, f := range []float32{0.5, -0.5, 16777216, 16777217, 3e9} {
		println("from float32", int64(f))
	}
	println("uint64 of float", uint64(float64(1<<63)), uint64(1.5e19))
	var big uint64 = 1<<63 + 1024
	println("float of uint64", uint64(float64(big)) == big, uint64(float32(big)) == big)
	var i int64 = 1<<53 + 1
	println("float of int64", int64(float64(i)), int64(float32(i)))
	var n int = 3
	println("ratio", float64(n)/2 == 1.5, float32(n)/2 == 1.5, n/2)
	type meters float64
	type feet float64
	m := meters(100)
	println("named", int(feet(m)*3))
	a, b, c, d := int16(-200), int8(-1), int16(-2), uint16(65535)
	println("double conversion", int8(uint8(a)), uint16(b), uint32(c), int32(d), int64(uint32(int32(b))))
}
