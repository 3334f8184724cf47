// An algebra system in small: expressions as interface values, differentiation, simplification, printing.
package main

import (
	"fmt"
	"math"
	"strings"
)

type expr interface {
	eval(env) float64
	derive(string) expr
	fmt.Stringer
}

type env map[string]float64
type num float64
type variable string
type sum []expr
type product []expr
type power struct {
	base expr
	exp  num
}
type fn struct {
	name string
	arg  expr
}

var functions = map[string]struct {
	apply  func(float64) float64
	derive func(expr) expr
}{}

func init() {
	add := func(name string, f func(float64) float64, d func(expr) expr) {
		functions[name] = struct {
			apply  func(float64) float64
			derive func(expr) expr
		}{f, d}
	}
	add("sin", math.Sin, func(x expr) expr { return fn{"cos", x} })
	add("cos", math.Cos, func(x expr) expr { return product{num(-1), fn{"sin", x}} })
	add("exp", math.Exp, func(x expr) expr { return fn{"exp", x} })
	add("ln", math.Log, func(x expr) expr { return power{x, -1} })
}

func (n num) eval(env) float64        { return float64(n) }
func (v variable) eval(e env) float64 { return e[string(v)] }
func (s sum) eval(e env) (t float64) {
	for _, x := range s {
		t += x.eval(e)
	}
	return
}
func (p product) eval(e env) float64 {
	t := 1.0
	for _, x := range p {
		t *= x.eval(e)
	}
	return t
}
func (p power) eval(e env) float64 { return math.Pow(p.base.eval(e), float64(p.exp)) }
func (f fn) eval(e env) float64    { return functions[f.name].apply(f.arg.eval(e)) }

func (num) derive(string) expr { return num(0) }
func (v variable) derive(x string) expr {
	if string(v) == x {
		return num(1)
	}
	return num(0)
}
func (s sum) derive(x string) expr {
	out := make(sum, len(s))
	for i, e := range s {
		out[i] = e.derive(x)
	}
	return out
}
func (p product) derive(x string) expr {
	var out sum
	for i := range p {
		term := append(product{}, p...)
		term[i] = p[i].derive(x)
		out = append(out, term)
	}
	return out
}
func (p power) derive(x string) expr {
	return product{p.exp, power{p.base, p.exp - 1}, p.base.derive(x)}
}
func (f fn) derive(x string) expr { return product{functions[f.name].derive(f.arg), f.arg.derive(x)} }

func simplify(e expr) expr {
	switch e := e.(type) {
	case sum:
		var out sum
		total := num(0)
		for _, x := range e {
			switch x := simplify(x).(type) {
			case num:
				total += x
			case sum:
				out = append(out, x...)
			default:
				out = append(out, x)
			}
		}
		if total != 0 {
			out = append(out, total)
		}
		switch len(out) {
		case 0:
			return num(0)
		case 1:
			return out[0]
		}
		return out
	case product:
		var out product
		factor := num(1)
		for _, x := range e {
			switch x := simplify(x).(type) {
			case num:
				factor *= x
			case product:
				if n, ok := x[0].(num); ok {
					factor *= n
					x = x[1:]
				}
				out = append(out, x...)
			default:
				out = append(out, x)
			}
		}
		if factor == 0 {
			return num(0)
		}
		if factor != 1 || len(out) == 0 {
			out = append(product{factor}, out...)
		}
		if len(out) == 1 {
			return out[0]
		}
		return out
	case power:
		b := simplify(e.base)
		switch {
		case e.exp == 0:
			return num(1)
		case e.exp == 1:
			return b
		}
		if n, ok := b.(num); ok {
			return num(math.Pow(float64(n), float64(e.exp)))
		}
		return power{b, e.exp}
	case fn:
		e.arg = simplify(e.arg)
		return e
	}
	return e
}

func join[T expr](xs []expr, sep string, _ T) string {
	parts := make([]string, len(xs))
	for i, x := range xs {
		parts[i] = x.String()
	}
	return strings.Join(parts, sep)
}

func (n num) String() string      { return fmt.Sprint(float64(n)) }
func (v variable) String() string { return string(v) }
func (s sum) String() string      { return "(" + join(s, " + ", s) + ")" }
func (p product) String() string  { return join(p, "*", p) }
func (p power) String() string    { return fmt.Sprintf("%v^%v", p.base, p.exp) }
func (f fn) String() string       { return f.name + "(" + f.arg.String() + ")" }

func main() {
	x, y := variable("x"), variable("y")
	for _, e := range []expr{
		sum{product{num(3), power{x, 2}}, product{num(2), x}, num(1)},
		product{x, fn{"sin", x}},
		fn{"exp", product{num(2), x, y}},
		power{sum{x, num(1)}, 3},
		fn{"ln", sum{power{x, 2}, y}},
		product{sum{x, y}, sum{x, product{num(-1), y}}},
		num(7), y,
	} {
		d := simplify(e.derive("x"))
		at := env{"x": 1.25, "y": 0.5}
		const h = 1e-6
		numeric := (e.eval(env{"x": 1.25 + h, "y": 0.5}) - e.eval(env{"x": 1.25 - h, "y": 0.5})) / (2 * h)
		fmt.Println(e, "=>", d, math.Abs(numeric-d.eval(at)) < 1e-5)
	}
	e := expr(fn{"sin", product{num(2), x}})
	for range 4 {
		e = simplify(e.derive("x"))
	}
	fmt.Println(e)
}
