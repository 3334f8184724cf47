// Slices: make and growth. typ and size describe the elements (typ 0: no pointers), as mallocgc takes them.
package runtime

import "unsafe"

func makeslice(typ, size uint32, n, c int) unsafe.Pointer {
	if n < 0 || uint64(n)*uint64(size) > 0x7fffffff || n > 0x7fffffff {
		panicError("makeslice: len out of range")
	}
	if c < n || uint64(c)*uint64(size) > 0x7fffffff || c > 0x7fffffff {
		panicError("makeslice: cap out of range")
	}
	return newelems(typ, size, uint32(c))
}

// growslice moves n elements at old to memory with room for at least want, and returns it with its capacity.
func growslice(typ, size uint32, old unsafe.Pointer, n, c, want uint32) (unsafe.Pointer, uint32) {
	if uint64(want)*uint64(size) > 0x7fffffff || want < n {
		panicError("growslice: len out of range")
	}
	if size == 0 {
		return unsafe.Pointer(&zeroWord), want
	}
	double := c * 2
	fresh := want
	if want <= double {
		if c < 256 {
			fresh = double
		} else {
			fresh = c
			for fresh < want {
				fresh += (fresh + 3*256) >> 2
			}
		}
	}
	bytes := fresh * size
	if uint64(fresh)*uint64(size) > 0x7fffffff {
		fresh = want
		bytes = want * size
	}
	bytes = roundSize(bytes)
	p := mallocgc(bytes, typ)
	memmove(p, old, n*size)
	return p, bytes / size
}

// roundSize is the size of the memory that mallocgc would hand out.
//
//go:noroots
func roundSize(n uint32) uint32 {
	if n <= maxSmall {
		return uint32(classSizes[sizeClass[(n+7)>>3]])
	}
	return (n + pageSize - 1) &^ (pageSize - 1)
}

func unsafeslicecheck(p unsafe.Pointer, size uint32, n int) {
	if p == nil && n != 0 {
		panicError("unsafe.Slice: ptr is nil and len is not zero")
	}
	if n < 0 || n > 0xffffffff || uint64(n)*uint64(size)+uint64(address(p)) > 1<<32 {
		panicError("unsafe.Slice: len out of range")
	}
}

func unsafestringcheck(p unsafe.Pointer, n int) {
	if p == nil && n != 0 {
		panicError("unsafe.String: ptr is nil and len is not zero")
	}
	if n < 0 || n > 0xffffffff || uint64(n)+uint64(address(p)) > 1<<32 {
		panicError("unsafe.String: len out of range")
	}
}

func complex128div(a, b, c, d float64) (float64, float64) {
	var x, y float64
	if absf(c) >= absf(d) {
		ratio := d / c
		denom := c + ratio*d
		x, y = (a+b*ratio)/denom, (b-a*ratio)/denom
	} else {
		ratio := c / d
		denom := d + ratio*c
		x, y = (a*ratio+b)/denom, (b*ratio-a)/denom
	}
	if x == x || y == y {
		return x, y
	}
	// Infinities and zeros that the formula lost. Source of the special cases: C99 annex G, as Go follows it.
	infA, infC := isInf(a) || isInf(b), isInf(c) || isInf(d)
	nanA, nanC := a != a || b != b, c != c || d != d
	switch {
	case c == 0 && d == 0 && (a == a || b == b):
		inf := copysign(infinity(), c)
		return inf * a, inf * b
	case infA && !infC && !nanC:
		a, b = boxInf(a), boxInf(b)
		return infinity() * (a*c + b*d), infinity() * (b*c - a*d)
	case infC && !infA && !nanA:
		c, d = boxInf(c), boxInf(d)
		return 0 * (a*c + b*d), 0 * (b*c - a*d)
	}
	return x, y
}

func boxInf(x float64) float64 {
	if isInf(x) {
		return copysign(1, x)
	}
	return copysign(0, x)
}

func float64bits(f float64) uint64     { return float64bits(f) }
func float64frombits(b uint64) float64 { return float64frombits(b) }
func float32bits(f float32) uint32     { return float32bits(f) }
func infinity() float64                { return float64frombits(0x7ff0000000000000) }
func isInf(x float64) bool             { return x > 1.7976931348623157e308 || x < -1.7976931348623157e308 }

func absf(x float64) float64 { return float64frombits(float64bits(x) &^ (1 << 63)) }

func copysign(x, sign float64) float64 {
	return float64frombits(float64bits(x)&^(1<<63) | float64bits(sign)&(1<<63))
}
