package main

import (
	"fmt"
	"math/bits"
)

func main() {
	for _, x := range []uint64{0, 1, 2, 0x80, 0xFFFF, 0x123456789ABCDEF0, 1 << 63, ^uint64(0)} {
		fmt.Println(bits.Len64(x), bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.OnesCount64(x), bits.Reverse64(x), bits.ReverseBytes64(x), bits.RotateLeft64(x, 13), bits.RotateLeft64(x, -5))
		y := uint32(x)
		fmt.Println(bits.Len32(y), bits.LeadingZeros32(y), bits.TrailingZeros32(y), bits.OnesCount32(y), bits.Reverse32(y), bits.ReverseBytes32(y), bits.RotateLeft32(y, 7), bits.RotateLeft32(y, -7))
		z := uint16(x)
		fmt.Println(bits.Len16(z), bits.LeadingZeros16(z), bits.TrailingZeros16(z), bits.OnesCount16(z), bits.Reverse16(z), bits.ReverseBytes16(z), bits.RotateLeft16(z, 3))
		w := uint8(x)
		fmt.Println(bits.Len8(w), bits.LeadingZeros8(w), bits.TrailingZeros8(w), bits.OnesCount8(w), bits.Reverse8(w), bits.RotateLeft8(w, 3), bits.Len(uint(x)), bits.UintSize)
		hi, lo := bits.Mul64(x, 0xDEADBEEFCAFEBABE)
		sum, carry := bits.Add64(x, ^uint64(0), 1)
		diff, borrow := bits.Sub64(x, 5, 1)
		q, r := bits.Div64(hi%12345, lo, 12345)
		fmt.Println(hi, lo, sum, carry, diff, borrow, q, r, bits.Rem64(hi, lo, 777))
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		bits.Div64(5, 0, 5)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		bits.Div64(5, 0, uint64(len("")))
	}()
}
