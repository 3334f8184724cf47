// Promotion through embedded structs, pointers and interfaces; method values and expressions of promoted methods.
package main

import "fmt"

type base struct {
	id   int
	name string
	pad  [10]int
}

func (b base) Describe() string    { return fmt.Sprint("base ", b.id, " ", b.name, " ", b.pad[3]) }
func (b *base) Rename(name string) { b.name = name }
func (b *base) Pad(i, x int)       { b.pad[i] = x }

type logger interface{ Log(string) string }
type prefix string

func (p prefix) Log(s string) string { return string(p) + s }

type middle struct {
	*base
	logger
	extra int
}

type outer struct {
	middle
	name string
}

type Describer interface{ Describe() string }
type Renamer interface{ Rename(string) }
type all interface {
	Describer
	Renamer
	logger
}

type fn func(int) int

func (f fn) Apply(x int) int { return f(x) }

type wrapped struct{ fn }

type number int

func (n number) Double() number { return n * 2 }
func (n *number) Inc()          { *n++ }

type counters struct {
	number
	other *number
}

func main() {
	o := outer{middle{&base{id: 1, name: "inner"}, prefix("> "), 5}, "outer"}
	fmt.Println(o.name, o.base.name, o.middle.base.id, o.id, o.extra)
	o.Rename("renamed")
	o.Pad(3, 33)
	fmt.Println(o.Describe(), o.Log("hello"))

	var d Describer = o
	var r Renamer = &o
	var a all = o
	r.Rename("through interface")
	fmt.Println(d.Describe())
	a.Rename("through all")
	fmt.Println(a.Describe(), a.Log("x"))

	describe := o.Describe
	rename := o.Rename
	log := o.logger.Log
	rename("method value")
	fmt.Println(describe(), o.Describe(), log("y"))
	fmt.Println(outer.Describe(o), (*outer).Log(&o, "z"), logger.Log(o, "w"))
	f := (*base).Rename
	f(o.base, "method expression")
	fmt.Println(base.Describe(*o.base))
	g := Describer.Describe
	fmt.Println(g(d))

	w := wrapped{func(x int) int { return x + 1 }}
	fmt.Println(w.Apply(4), w.fn(5), fn.Apply(w.fn, 6))
	var ap interface{ Apply(int) int } = w
	fmt.Println(ap.Apply(7))

	n := number(20)
	c := counters{1, &n}
	c.Inc()
	c.other.Inc()
	fmt.Println(c.number, *c.other, c.Double(), c.other.Double())
	inc := c.Inc
	double := c.Double
	inc()
	fmt.Println(c.number, double())
	var i interface{ Inc() } = &c
	i.Inc()
	fmt.Println(c.number)

	_, isRenamer := any(*o.base).(Renamer)
	_, isRenamerPtr := any(o.base).(Renamer)
	_, outerRenames := any(o).(Renamer)
	fmt.Println(isRenamer, isRenamerPtr, outerRenames)

	defer func() { fmt.Println(recover() != nil) }()
	var empty outer
	fmt.Println(empty.Log("nil"))
}
