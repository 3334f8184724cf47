// The same arithmetic at every width, through generics and through interfaces.
package main

import "fmt"

type integer interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr
}

type small int8

func table[T integer](lo, hi T) {
	fmt.Printf("%T\n", lo)
	fmt.Println("  edges", lo, hi, lo-1, hi+1, -lo, ^lo, lo*hi, hi*hi)
	three := T(3)
	fmt.Println("  divide", hi/three, hi%three, lo/three, lo%three)
	fmt.Println("  shift", hi>>1, hi<<1, lo>>3, T(1)<<6, (hi<<2)>>2)
	fmt.Println("  bits", hi&5, lo|5, hi^lo, hi&^6)
	n := 0
	for x := hi - 3; x != lo+2; x++ {
		n++
	}
	fmt.Println("  around", n, lo < hi, lo <= lo, hi > lo, hi >= lo+1)
}

func main() {
	table[int8](-128, 127)
	table[int16](-32768, 32767)
	table[int32](-2147483648, 2147483647)
	table[int64](-9223372036854775808, 9223372036854775807)
	table[int](-9223372036854775808, 9223372036854775807)
	table[uint8](0, 255)
	table[uint16](0, 65535)
	table[uint32](0, 4294967295)
	table[uint64](0, 18446744073709551615)
	table[uint](0, 18446744073709551615)
	table[small](-128, 127)

	values := []any{int8(-1), uint8(200), int16(-300), uint16(60000), int32(-70000), rune('x'), uint32(1 << 31), int64(-1 << 40), uint64(1 << 63), 7, uint(8), byte(9)}
	for _, v := range values {
		fmt.Printf("%T %v %d %x %o %b|%5d|%-5d|%05d\n", v, v, v, v, v, v, v, v, v)
	}
}
