// Nil interfaces, interfaces that hold nil pointers, comparison, and methods on nil receivers.
package main

import (
	"errors"
	"fmt"
)

type animal interface{ sound() string }
type cat struct{ name string }

func (c *cat) sound() string {
	if c == nil {
		return "silence"
	}
	return c.name + " meows"
}

type wolf int

func (w wolf) sound() string { return fmt.Sprint("howl", int(w)) }

type myErr struct{}

func (*myErr) Error() string { return "myErr" }

func bad(fail bool) error {
	var e *myErr
	if fail {
		e = &myErr{}
	}
	return e
}

func good(fail bool) error {
	if fail {
		return &myErr{}
	}
	return nil
}

func main() {
	var a animal
	var c *cat
	fmt.Println(a == nil, c == nil)
	a = c
	fmt.Println(a == nil, a.sound(), a == animal(c), a.(*cat) == nil)
	fmt.Printf("%T %v\n", a, a.(*cat))
	a = &cat{"tom"}
	fmt.Println(a.sound(), a == animal(&cat{"tom"}))
	a = wolf(3)
	fmt.Println(a == animal(wolf(3)), a == animal(wolf(4)), a == any(wolf(3)), a.sound())
	fmt.Println(bad(false) == nil, good(false) == nil, bad(true) == nil, good(true) != nil)
	var x, y any
	fmt.Println(x == y, x == nil)
	x = 1
	fmt.Println(x == 1, x == 1.0, x == int64(1), x == y)
	y = 1
	fmt.Println(x == y)
	x, y = &c, &c
	fmt.Println(x == y)
	x, y = [2]any{1, "a"}, [2]any{1, "a"}
	fmt.Println(x == y)
	x, y = struct{ e error }{nil}, struct{ e error }{errors.New("x")}
	fmt.Println(x == y)
	x = nil
	_, ok := x.(animal)
	_, ok2 := x.(any)
	fmt.Println(ok, ok2)
	x = (*cat)(nil)
	v, ok := x.(animal)
	fmt.Println(ok, v.sound(), v != nil)
	m := map[any]string{nil: "nil", (*cat)(nil): "nil cat", error(nil): "also nil"}
	fmt.Println(len(m), m[nil], m[(*cat)(nil)])
	for _, f := range []func(){
		func() { var n animal; n.sound() },
		func() { x.(fmt.Stringer).String() },
		func() { var e error; _ = e.(*myErr) },
		func() { _ = any("s").(animal) },
		func() { fmt.Println(any([]int{}) == any([]int{})) },
	} {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			f()
		}()
	}
}
