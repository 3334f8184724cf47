package math

// A pair is the sum of two numbers, the second at most half a unit in the last place of the first: about 106 bits. Series whose
// terms cancel each other, and long products, are computed with it.
type pair struct{ hi, lo float64 }

// sum is a+b exactly, whichever is bigger (Knuth).
func sum(a, b float64) pair {
	s := a + b
	bb := s - a
	return pair{s, (a - (s - bb)) + (b - bb)}
}

// normal is a+b exactly, when a is the bigger one.
func normal(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

// halves splits a into two numbers of 26 bits (Veltkamp).
func halves(a float64) (hi, lo float64) {
	c := 134217729 * a // 2**27 + 1
	hi = c - (c - a)
	return hi, a - hi
}

// product is a*b exactly (Dekker); neither may be near the limits of the exponent.
func product(a, b float64) pair {
	p := a * b
	ah, al := halves(a)
	bh, bl := halves(b)
	return pair{p, ((ah*bh - p) + ah*bl + al*bh) + al*bl}
}

func (a pair) add(b pair) pair {
	s := sum(a.hi, b.hi)
	return normal(s.hi, s.lo+a.lo+b.lo)
}

func (a pair) mul(b pair) pair {
	p := product(a.hi, b.hi)
	return normal(p.hi, p.lo+a.hi*b.lo+a.lo*b.hi)
}

func (a pair) scale(f float64) pair {
	p := product(a.hi, f)
	return normal(p.hi, p.lo+a.lo*f)
}

// over is a/f.
func (a pair) over(f float64) pair {
	q := a.hi / f
	p := product(q, f)
	return normal(q, ((a.hi-p.hi)-p.lo+a.lo)/f)
}

func (a pair) value() float64 { return a.hi + a.lo }
