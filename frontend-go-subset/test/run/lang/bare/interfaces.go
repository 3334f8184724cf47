// Interfaces: dynamic types, type switches, assertions, comparison, embedding, nil.
//
// stderr: shape square 9
// stderr: shape rect 10
// stderr: shape unit 1
// stderr: total 20
// stderr: kind nil
// stderr: kind int
// stderr: kind big int
// stderr: kind small int
// stderr: kind string s
// stderr: kind slice
// stderr: kind array
// stderr: kind map
// stderr: kind func
// stderr: kind rect pointer
// stderr: kind shape square
// stderr: kind error failure
// stderr: kind struct
// stderr: kind int pointer
// stderr: kind chan
// stderr: kind other
// stderr: kind ?
// stderr: resized 40 false
// stderr: equal true false true false
// stderr: any true false true true true
// stderr: nil error true false false
// stderr: assert 3 true
// stderr: assert nil true false
// stderr: same object 10
// stderr: copy 9
// stderr: method on nil failure

package main

type shape interface {
	area() int
	name() string
}

type square struct{ side int }
type rect struct{ w, h int }
type unit struct{}

func (s square) area() int    { return s.side * s.side }
func (s square) name() string { return "square" }
func (r *rect) area() int     { return r.w * r.h }
func (r *rect) name() string  { return "rect" }
func (unit) area() int        { return 1 }
func (unit) name() string     { return "unit" }

type resizer interface {
	shape
	resize(int)
}

func (r *rect) resize(n int) { r.w *= n; r.h *= n }

type failure struct{ code int }

func (f *failure) Error() string { return "failure" }

func mayFail(fail bool) error {
	if fail {
		return &failure{3}
	}
	return nil
}

func typedNil() error {
	var f *failure
	return f
}

func kind(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case int:
		if v > 9 {
			return "big int"
		}
		return "int"
	case int8, int16:
		return "small int"
	case string:
		return "string " + v
	case []int:
		return "slice"
	case [2]int:
		return "array"
	case map[string]int:
		return "map"
	case func():
		return "func"
	case *rect:
		return "rect pointer"
	case shape:
		return "shape " + v.name()
	case error:
		return "error " + v.Error()
	case struct{ x int }:
		return "struct"
	case *int:
		return "int pointer"
	case chan int:
		return "chan"
	case bool, float64:
		return "other"
	}
	return "?"
}

func main() {
	shapes := []shape{square{3}, &rect{2, 5}, unit{}}
	total := 0
	for _, s := range shapes {
		total += s.area()
		println("shape", s.name(), s.area())
	}
	println("total", total)
	n := 1
	for _, v := range []any{nil, 1, 10, int8(1), int16(2), "s", []int{}, [2]int{}, map[string]int{}, func() {}, &rect{}, square{}, &failure{}, struct{ x int }{1}, &n, make(chan int), true, 1.5, uint(1)} {
		println("kind", kind(v))
	}
	s := shapes[1]
	if r, ok := s.(resizer); ok {
		r.resize(2)
	}
	_, ok := shapes[0].(resizer)
	println("resized", s.area(), ok)
	println("equal", shapes[0] == shape(square{3}), shapes[0] == shape(square{4}), shapes[2] == shape(unit{}), shapes[1] == shape(&rect{4, 10}))
	println("any", any(1) == any(1), any(1) == any(int64(1)), any("a") == any("a"), any(nil) == nil, any(1.5) == 1.5)
	err := mayFail(false)
	println("nil error", err == nil, mayFail(true) == nil, typedNil() == nil)
	f, ok := mayFail(true).(*failure)
	println("assert", f.code, ok)
	g, ok := err.(*failure)
	println("assert nil", g == nil, ok)
	r := s.(*rect)
	r.w = 1
	println("same object", s.area())
	sq := shapes[0].(square)
	sq.side = 100
	println("copy", shapes[0].area())
	var e interface{ Error() string } = typedNil()
	println("method on nil", e.Error())
}
