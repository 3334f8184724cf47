// Bit manipulation that real programs do: hashes, random numbers, counting, encoding.
package main

import (
	"fmt"
	"math/bits"
)

func popcount(x uint64) (n int) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return
}

func fnv1a(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return h
}

func murmur(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	x ^= x >> 33
	return x
}

type lcg struct{ state uint64 }

func (r *lcg) next() uint32 {
	r.state = r.state*6364136223846793005 + 1442695040888963407
	rot := uint(r.state >> 59)
	x := uint32((r.state>>18 ^ r.state) >> 27)
	return x>>rot | x<<(-rot&31)
}

func crc(data []byte) uint32 {
	c := ^uint32(0)
	for _, b := range data {
		c ^= uint32(b)
		for range 8 {
			c = c>>1 ^ 0xedb88320&-(c&1)
		}
	}
	return ^c
}

func varint(x uint64) (out []byte) {
	for x >= 0x80 {
		out = append(out, byte(x)|0x80)
		x >>= 7
	}
	return append(out, byte(x))
}

func main() {
	fmt.Println(popcount(0xFF00FF), popcount(1<<63|1), bits.OnesCount64(0xFF00FF))
	fmt.Printf("%08x %08x\n", fnv1a("hello"), fnv1a(""))
	fmt.Printf("%016x\n", murmur(12345))
	r := lcg{42}
	for range 5 {
		fmt.Print(r.next(), " ")
	}
	fmt.Println()
	fmt.Printf("%08x\n", crc([]byte("123456789")))
	fmt.Println(varint(300), varint(1<<63))
	for _, x := range []uint64{0, 1, 8, 255, 1 << 40, 1<<64 - 1} {
		fmt.Println(x, bits.Len64(x), bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.Reverse8(uint8(x)), bits.RotateLeft32(uint32(x), 5))
	}
	hi, lo := bits.Mul64(1<<63, 6)
	sum, carry := bits.Add64(1<<64-1, 1, 1)
	quo, rem := bits.Div64(1, 0, 3)
	fmt.Println(hi, lo, sum, carry, quo, rem)
	var flags uint8
	const (
		read uint8 = 1 << iota
		write
		exec
	)
	flags |= read | exec
	flags ^= write
	flags &^= read
	fmt.Printf("%03b %t %t\n", flags, flags&write != 0, flags&read != 0)
}
