package rand

import "internal/random"

// A Source makes random numbers below 2**63.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 can also make random numbers below 2**64.
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	lagLength = 607
	lagTap    = 273
	modulus   = 1<<31 - 1
)

// lagged is an additive lagged Fibonacci generator: x[n] = x[n-607] + x[n-273].
type lagged struct {
	tap, feed int
	vec       [lagLength]uint64
}

// NewSource returns a Source that a seed sets up. It is for one goroutine at a time,
// and a Source64.
func NewSource(seed int64) Source {
	s := &lagged{}
	s.Seed(seed)
	return s
}

// step returns 48271*x modulo 2**31-1, without overflow.
func step(x int32) int32 {
	hi, lo := x/44488, x%44488
	x = 48271*lo - 3399*hi
	if x < 0 {
		x += modulus
	}
	return x
}

func (s *lagged) Seed(seed int64) {
	s.tap, s.feed = 0, lagLength-lagTap
	seed %= modulus
	if seed < 0 {
		seed += modulus
	}
	if seed == 0 {
		seed = 89482311
	}
	x := int32(seed)
	for i := -20; i < lagLength; i++ {
		x = step(x)
		if i >= 0 {
			u := int64(x) << 40
			x = step(x)
			u ^= int64(x) << 20
			x = step(x)
			u ^= int64(x)
			s.vec[i] = uint64(u) ^ startState[i]
		}
	}
}

func (s *lagged) Uint64() uint64 {
	s.tap--
	if s.tap < 0 {
		s.tap += lagLength
	}
	s.feed--
	if s.feed < 0 {
		s.feed += lagLength
	}
	x := s.vec[s.feed] + s.vec[s.tap]
	s.vec[s.feed] = x
	return x
}

func (s *lagged) Int63() int64 { return int64(s.Uint64() &^ (1 << 63)) }

// shared is the Source of the functions of the package: the runtime's generator, or one that Seed has made.
type shared struct{}

var seeded *lagged

func (shared) Uint64() uint64 {
	if seeded != nil {
		return seeded.Uint64()
	}
	return random.Uint64()
}

func (s shared) Int63() int64 { return int64(s.Uint64() &^ (1 << 63)) }

func (shared) Seed(seed int64) {
	if seeded == nil {
		seeded = new(lagged)
	}
	seeded.Seed(seed)
}
