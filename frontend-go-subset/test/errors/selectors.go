package p

import (
	"os"
	"strings"
)

type T struct{ Field int }

func (T) Value()    {}
func (*T) Pointer() {}

type A struct{ x int }
type B struct{ x int }
type C struct {
	A
	B
}
type I interface{ M() }

func f(t T, p *T, pp **T, c C, i I, pi *I) {
	_ = t.field // ERROR "8: t\.field undefined \(type T has no field or method field, but does have field Field\)"
	_ = t.missing // ERROR "8: t\.missing undefined \(type T has no field or method missing\)"
	t.value() // ERROR "4: t\.value undefined \(type T has no field or method value, but does have method Value\)"
	p.Pointer()
	T{}.Pointer() // ERROR "6: cannot call pointer method Pointer on T"
	T.Pointer(t) // ERROR "4: invalid method expression T\.Pointer \(needs pointer receiver \(\*T\)\.Pointer\)"
	(*T).Value(p)
	_ = pp.Field // ERROR "9: pp\.Field undefined \(type \*\*T has no field or method Field\)"
	_ = c.x // ERROR "8: ambiguous selector c\.x"
	i.m() // ERROR "4: i\.m undefined \(type I has no field or method m, but does have method M\)"
	pi.M() // ERROR "5: pi\.M undefined \(type \*I is pointer to interface, not interface\)"
	_ = strings.builder // ERROR "14: undefined: strings\.builder \(but have Builder\)"
	_ = strings.Missing // ERROR "14: undefined: strings\.Missing"
	_ = os.args // ERROR "9: undefined: os\.args \(but have Args\)"
	_ = strings // ERROR "6: use of package strings not in selector"
	strings = nil // ERROR "2: use of package strings not in selector"
	_ = f.x // ERROR "8: f\.x undefined \(type func\(t T, p \*T, pp \*\*T, c C, i I, pi \*I\) has no field or method x\)"
	_ = t.Field.y // ERROR "14: t\.Field\.y undefined \(type int has no field or method y\)"
	_ = nil.x // ERROR "10: nil\.x undefined \(type untyped nil has no field or method x\)"
	_ = 1.5.x // ERROR "10: 1\.5\.x undefined \(type untyped float has no field or method x\)"
	_ = t._ // ERROR "8: t\._ undefined \(type T has no field or method _\)"
}
