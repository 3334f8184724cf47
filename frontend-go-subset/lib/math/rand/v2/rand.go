// Package rand makes pseudo-random numbers; they are not for secrets. A generator
// with a seed gives the same sequence as Go's.
package rand

import (
	"internal/random"
	"math"
	"math/bits"
)

// A Source makes random numbers of 64 bits.
type Source interface {
	Uint64() uint64
}

// A Rand makes random numbers from a Source.
type Rand struct{ src Source }

// New returns a Rand that uses src.
func New(src Source) *Rand { return &Rand{src} }

// Int64 returns a number of 63 bits.
func (r *Rand) Int64() int64 { return int64(r.src.Uint64() &^ (1 << 63)) }

// Uint32 returns a number of 32 bits.
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }

// Uint64 returns a number of 64 bits.
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }

// Int32 returns a number of 31 bits.
func (r *Rand) Int32() int32 { return int32(r.src.Uint64() >> 33) }

// Int returns a number that is not negative.
func (r *Rand) Int() int { return int(uint(r.src.Uint64()) << 1 >> 1) }

// Uint returns a number of 64 bits.
func (r *Rand) Uint() uint { return uint(r.src.Uint64()) }

// below returns a number below n by Lemire's multiplication ("Fast Random Integer
// Generation in an Interval", 2019).
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		least := -n % n
		for lo < least {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

// Int64N returns a number below n.
func (r *Rand) Int64N(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int64N")
	}
	return int64(r.below(uint64(n)))
}

// Uint64N returns a number below n.
func (r *Rand) Uint64N(n uint64) uint64 {
	if n == 0 {
		panic("invalid argument to Uint64N")
	}
	return r.below(n)
}

// Int32N returns a number below n.
func (r *Rand) Int32N(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int32N")
	}
	return int32(r.below(uint64(n)))
}

// Uint32N returns a number below n.
func (r *Rand) Uint32N(n uint32) uint32 {
	if n == 0 {
		panic("invalid argument to Uint32N")
	}
	return uint32(r.below(uint64(n)))
}

// IntN returns a number below n.
func (r *Rand) IntN(n int) int {
	if n <= 0 {
		panic("invalid argument to IntN")
	}
	return int(r.below(uint64(n)))
}

// UintN returns a number below n.
func (r *Rand) UintN(n uint) uint {
	if n == 0 {
		panic("invalid argument to UintN")
	}
	return uint(r.below(uint64(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// Perm returns the numbers below n in random order.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

// Shuffle puts n elements in random order by means of swap.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

// NormFloat64 returns a number of the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	const tail = 3.442619855899
	for {
		u := r.Uint64()
		j := int32(u)
		i := u >> 32 & 0x7F
		x := float64(j) * float64(normWidth[i])
		abs := uint32(j)
		if j < 0 {
			abs = uint32(-j)
		}
		if abs < normLimit[i] {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / tail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return tail + x
			}
			return -tail - x
		}
		if normHeight[i]+float32(r.Float64())*(normHeight[i-1]-normHeight[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	const tail = 7.69711747013104972
	for {
		u := r.Uint64()
		j := uint32(u)
		i := uint8(u >> 32)
		x := float64(j) * float64(expWidth[i])
		if j < expLimit[i] {
			return x
		}
		if i == 0 {
			return tail - math.Log(r.Float64())
		}
		if expHeight[i]+float32(r.Float64())*(expHeight[i-1]-expHeight[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// runtimeSource is the Source of the functions of the package.
type runtimeSource struct{}

func (runtimeSource) Uint64() uint64 { return random.Uint64() }

var global = Rand{runtimeSource{}}

// Int64 returns a number of 63 bits.
func Int64() int64 { return global.Int64() }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a number of 64 bits.
func Uint64() uint64 { return global.Uint64() }

// Int32 returns a number of 31 bits.
func Int32() int32 { return global.Int32() }

// Int returns a number that is not negative.
func Int() int { return global.Int() }

// Uint returns a number of 64 bits.
func Uint() uint { return global.Uint() }

// Int64N returns a number below n.
func Int64N(n int64) int64 { return global.Int64N(n) }

// Uint64N returns a number below n.
func Uint64N(n uint64) uint64 { return global.Uint64N(n) }

// Int32N returns a number below n.
func Int32N(n int32) int32 { return global.Int32N(n) }

// Uint32N returns a number below n.
func Uint32N(n uint32) uint32 { return global.Uint32N(n) }

// IntN returns a number below n.
func IntN(n int) int { return global.IntN(n) }

// UintN returns a number below n.
func UintN(n uint) uint { return global.UintN(n) }

// N returns a number below n, of any integer type.
func N[Int interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(global.below(uint64(n)))
}

// Float64 returns a number in [0, 1).
func Float64() float64 { return global.Float64() }

// Float32 returns a number in [0, 1).
func Float32() float32 { return global.Float32() }

// Perm returns the numbers below n in random order.
func Perm(n int) []int { return global.Perm(n) }

// Shuffle puts n elements in random order by means of swap.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// NormFloat64 returns a number of the standard normal distribution.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func ExpFloat64() float64 { return global.ExpFloat64() }
