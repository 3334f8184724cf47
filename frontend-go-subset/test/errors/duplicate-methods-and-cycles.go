package p

type A interface {
	m()
	B // ERROR "2: duplicate method m"
}
type B interface {
	m() int
}
type C interface {
	m()
	D
}
type D interface {
	m()
}
type E interface {
	_() // ERROR "2: methods must have a unique non-blank name"
}
type T struct{}

func (T) x() {}
func (T) x() {} // ERROR "10: method T\.x already declared at 22:10"
func (T) _() {}
func (T) _() {}

type U struct{ x int }

func (U) x() {} // ERROR "10: field and method with the same name x"

var _ interface {
	m()
	m(int) // ERROR "2: duplicate method m"
}
