// Methods: value and pointer receivers, on every kind of type, as values and as expressions.
//
// stderr: counter 7 9
// stderr: list 2 b
// stderr: table true false
// stderr: func 22
// stderr: pair 2 1
// stderr: bound 7 101
// stderr: expressions 111 111
// stderr: embedded 15 5 15 15
// stderr: through pointer 17 7 17
// stderr: captured 17 1000
// stderr: interface 4 7
// stderr: total 28
// stderr: interface expression 77

package main

type counter int

func (c counter) value() int { return int(c) }
func (c *counter) add(n int) *counter {
	*c += counter(n)
	return c
}

type list []string

func (l list) last() string   { return l[len(l)-1] }
func (l *list) push(s string) { *l = append(*l, s) }

type table map[string]int

func (t table) has(s string) bool { _, ok := t[s]; return ok }

type binary func(int, int) int

func (f binary) twice(a, b int) int { return f(f(a, b), b) }

type pair [2]int

func (p pair) swapped() pair { return pair{p[1], p[0]} }
func (p *pair) swap()        { p[0], p[1] = p[1], p[0] }

type base struct{ n int }

func (b base) get() int   { return b.n }
func (b *base) set(n int) { b.n = n }

type derived struct {
	base
	extra int
}

func (d derived) get() int { return d.base.get() + d.extra }

type outer struct{ *derived }

func main() {
	var c counter
	c.add(3).add(4)
	println("counter", c.value(), counter(9).value())
	var l list
	l.push("a")
	l.push("b")
	println("list", len(l), l.last())
	println("table", table{"x": 1}.has("x"), table(nil).has("x"))
	println("func", binary(func(a, b int) int { return a*b + 1 }).twice(2, 3))
	p := pair{1, 2}
	p.swap()
	println("pair", p[0], p.swapped()[0])

	value := c.value
	add := c.add
	c = 100
	add(1)
	println("bound", value(), c.value())
	f := counter.value
	g := (*counter).add
	h := (*counter).value
	g(&c, 10)
	println("expressions", f(c), h(&c))

	d := derived{base{1}, 10}
	d.set(5)
	println("embedded", d.get(), d.base.get(), derived.get(d), (*derived).get(&d))
	o := outer{&d}
	o.set(7)
	println("through pointer", o.get(), d.n, outer.get(o))
	getter := o.get
	o.derived = &derived{base{1000}, 0}
	println("captured", getter(), o.get())
	type setter interface{ set(int) }
	var s setter = o
	s.set(3)
	s.set(4)
	println("interface", o.n, d.n)
	fs := []func() int{d.get, d.base.get, o.get}
	total := 0
	for _, f := range fs {
		total += f()
	}
	println("total", total)
	method := setter.set
	method(&d, 77)
	println("interface expression", d.n)
}
