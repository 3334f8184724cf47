// Untyped constants are exact, however large or fine.
package main

import (
	"fmt"
	"math"
)

const (
	huge    = 1 << 500
	alsoBig = huge >> 495
	e20     = 1e20
	tenth   = 0.1
	sum     = tenth + tenth + tenth + tenth + tenth + tenth + tenth + tenth + tenth + tenth
	quarter = 1.0 / 4
	avogadro = 6.02214076e23
	planck   = 6.62607015e-34
	product  = avogadro * planck
	minInt64 = -1 << 63
	maxU64   = 1<<64 - 1
	mask     = ^0
	r        = 'a' + 1
	f        = 'a' * 1.5
	text     = "a" + `b` + "\x63"
	cmp      = text < "abd" && huge > maxU64
)

type bytes float64

const (
	_        = iota
	kB bytes = 1 << (10 * iota)
	mB
	gB
)

func (b bytes) String() string {
	switch {
	case b >= gB:
		return fmt.Sprintf("%.2fGB", float64(b/gB))
	case b >= mB:
		return fmt.Sprintf("%.2fMB", float64(b/mB))
	case b >= kB:
		return fmt.Sprintf("%.2fkB", float64(b/kB))
	}
	return fmt.Sprintf("%.2fB", float64(b))
}

type dir uint8

const (
	north dir = iota
	east
	south
	west
	count = iota
)

var names = [...]string{north: "north", south: "south", east: "east", west: "west"}

func (d dir) String() string { return names[d%count] }

func main() {
	fmt.Println(alsoBig, huge/(huge-1), sum == 1, quarter, int64(e20/1e3), product)
	fmt.Println(minInt64, uint64(maxU64), mask, r, f, text, cmp, len(text))
	fmt.Printf("%T %T %T %T %T %T\n", mask, r, f, text, cmp, 1i)
	fmt.Println(bytes(10), 3*kB, 2.5*mB, gB*1.5)
	fmt.Println(north, west, south+3, count, dir(6))
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.MaxInt8, math.Pi*1e3, math.MaxUint32)
	fmt.Println(5/2, -5/2, 5%-3, 5/2.0, 1<<10>>3, 7&^5, 1.5e3, 0b11|0o70, 0xAp1)
	const x = 5
	var i8 int8 = x
	var f32 float32 = x
	var c complex64 = x
	var iface any = x
	fmt.Println(i8, f32, c, iface, x/2, float64(x)/2)
	var d int64 = 3
	fmt.Println(d*x, 10.0*d, 1<<d, 'a'+d)
	var a [x * 2]struct{}
	fmt.Println(len(a), len([x]int{}), cap([...]byte{9: 1}))
	fmt.Println(math.MaxFloat32, math.SmallestNonzeroFloat64, float32(math.MaxFloat32))
}
