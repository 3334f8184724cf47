package rand

import "math"

// A Zipf makes numbers k with a probability proportional to (v + k)**-s, by
// rejection-inversion (Hörmann and Derflinger, 1996).
type Zipf struct {
	r           *Rand
	max         float64
	v, q        float64
	s           float64
	oneMinusQ   float64
	oneMinusInv float64
	hx0         float64
	hxSpan      float64 // h(max + 1/2) - h(x0)
}

func (z *Zipf) h(x float64) float64 {
	return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.oneMinusInv
}

func (z *Zipf) hInverse(x float64) float64 {
	return math.Exp(z.oneMinusInv*math.Log(z.oneMinusQ*x)) - z.v
}

// NewZipf returns a Zipf of the numbers 0 to imax, with s > 1 and v >= 1; nil if s or
// v is less.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, max: float64(imax), v: v, q: s}
	z.oneMinusQ = 1.0 - z.q
	z.oneMinusInv = 1.0 / z.oneMinusQ
	limit := z.h(z.max + 0.5)
	z.hx0 = z.h(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - limit
	z.hxSpan = limit
	z.s = 1 - z.hInverse(z.h(1.5)-math.Exp(-z.q*math.Log(z.v+1.0)))
	return z
}

// Uint64 returns the next number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		ur := z.hxSpan + z.r.Float64()*z.hx0
		x := z.hInverse(ur)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || ur >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
