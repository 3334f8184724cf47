// Numbers: matrices, determinants, big decimal arithmetic, primes, simulation, n-body.
package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

type matrix [][]float64

func identity(n int) matrix {
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]float64, n)
		m[i][i] = 1
	}
	return m
}

func (a matrix) mul(b matrix) matrix {
	out := make(matrix, len(a))
	for i, row := range a {
		out[i] = make([]float64, len(b[0]))
		for k, x := range row {
			for j, y := range b[k] {
				out[i][j] += x * y
			}
		}
	}
	return out
}

func (a matrix) pow(n uint) matrix {
	r := identity(len(a))
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			r = r.mul(a)
		}
		a = a.mul(a)
	}
	return r
}

var errSingular = errors.New("singular")

func (a matrix) solve(b []float64) ([]float64, error) {
	n := len(a)
	m := make(matrix, n)
	for i := range m {
		m[i] = append(append([]float64{}, a[i]...), b[i])
	}
	for c := range n {
		p := c
		for r := c + 1; r < n; r++ {
			if math.Abs(m[r][c]) > math.Abs(m[p][c]) {
				p = r
			}
		}
		if m[p][c] == 0 {
			return nil, errSingular
		}
		m[c], m[p] = m[p], m[c]
		for r := range n {
			if r != c {
				f := m[r][c] / m[c][c]
				for k := c; k <= n; k++ {
					m[r][k] -= f * m[c][k]
				}
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = m[i][n] / m[i][i]
	}
	return x, nil
}

type decimal []uint32

func (d decimal) mulSmall(n uint32) decimal {
	out := make(decimal, 0, len(d)+1)
	carry := uint64(0)
	for _, x := range d {
		v := uint64(x)*uint64(n) + carry
		out = append(out, uint32(v%1e9))
		carry = v / 1e9
	}
	if carry > 0 {
		out = append(out, uint32(carry))
	}
	return out
}

func (d decimal) add(e decimal) decimal {
	if len(d) < len(e) {
		d, e = e, d
	}
	out := make(decimal, 0, len(d)+1)
	carry := uint32(0)
	for i, x := range d {
		v := x + carry
		if i < len(e) {
			v += e[i]
		}
		out = append(out, v%1e9)
		carry = v / 1e9
	}
	if carry > 0 {
		out = append(out, carry)
	}
	return out
}

func (d decimal) String() string {
	var b strings.Builder
	for i := len(d) - 1; i >= 0; i-- {
		if i == len(d)-1 {
			fmt.Fprint(&b, d[i])
		} else {
			fmt.Fprintf(&b, "%09d", d[i])
		}
	}
	return b.String()
}

func sieve(n int) (primes []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if !composite[i] {
			primes = append(primes, i)
			for j := i * i; j <= n; j += i {
				composite[j] = true
			}
		}
	}
	return
}

type vec struct{ x, y, z float64 }

func (a vec) add(b vec) vec           { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) scale(k float64) vec     { return vec{a.x * k, a.y * k, a.z * k} }
func (a vec) dot(b vec) float64       { return a.x*b.x + a.y*b.y + a.z*b.z }

type body struct {
	pos, vel vec
	mass     float64
}

func step(bs []body, dt float64) {
	for i := range bs {
		for j := range bs {
			if i != j {
				d := bs[j].pos.add(bs[i].pos.scale(-1))
				r2 := d.dot(d) + 0.01
				bs[i].vel = bs[i].vel.add(d.scale(bs[j].mass * dt / (r2 * math.Sqrt(r2))))
			}
		}
	}
	for i := range bs {
		bs[i].pos = bs[i].pos.add(bs[i].vel.scale(dt))
	}
}

func energy(bs []body) (e float64) {
	for i, a := range bs {
		e += a.mass * a.vel.dot(a.vel) / 2
		for _, b := range bs[i+1:] {
			d := a.pos.add(b.pos.scale(-1))
			e -= a.mass * b.mass / math.Sqrt(d.dot(d)+0.01)
		}
	}
	return
}

func main() {
	fmt.Println(matrix{{1, 1}, {1, 0}}.pow(50)[0][1], matrix{{1, 2, 3}}.mul(matrix{{1}, {2}, {3}}))
	x, err := matrix{{2, 1, -1}, {-3, -1, 2}, {-2, 1, 2}}.solve([]float64{8, -11, -3})
	fmt.Printf("%.6f %v\n", x, err)
	_, err = matrix{{1, 2}, {2, 4}}.solve([]float64{1, 2})
	fmt.Println(err)
	f := decimal{1}
	for i := uint32(2); i <= 50; i++ {
		f = f.mulSmall(i)
	}
	fmt.Println(f)
	a, b := decimal{0}, decimal{1}
	for range 300 {
		a, b = b, a.add(b)
	}
	fmt.Println(a)
	p := sieve(100000)
	sum := 0
	for _, q := range p {
		sum += q
	}
	fmt.Println(len(p), p[len(p)-1], sum)
	bs := []body{{vec{}, vec{}, 1000}, {vec{10, 0, 0}, vec{0, 10, 0}, 1}, {vec{0, 20, 0}, vec{-7, 0, 0.5}, 2}}
	before := energy(bs)
	for range 5000 {
		step(bs, 0.0005)
	}
	fmt.Println(math.Abs(energy(bs)/before-1) < 0.01)
	seed, inside := uint64(1), 0
	for range 200000 {
		seed = seed*6364136223846793005 + 1442695040888963407
		u := float64(seed>>40) / (1 << 24)
		seed = seed*6364136223846793005 + 1442695040888963407
		v := float64(seed>>40) / (1 << 24)
		if u*u+v*v < 1 {
			inside++
		}
	}
	fmt.Println(inside, math.Abs(4*float64(inside)/200000-math.Pi) < 0.02)
}
