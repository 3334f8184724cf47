// Conversions between numeric types: truncation, sign extension, floats to integers and back.
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
