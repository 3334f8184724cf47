// Methods as funcs, and funcs of types that no code has: looked for again and again, called, made.
package main

import (
	"fmt"
	"reflect"
)

type set []int

func (s set) Equal(t set) bool { return len(s) == len(t) }

func (s set) Add(more ...int) set { return append(s, more...) }

func (s set) Fail() { panic("failed") }

type pair struct{ a, b float64 }

func (p *pair) Swap(by float64) (old, now pair) {
	old = *p
	p.a, p.b = p.b*by, p.a*by
	return old, *p
}

func method(x any, name string) reflect.Value {
	m, ok := reflect.TypeOf(x).MethodByName(name)
	fmt.Println(m.Type, ok)
	return m.Func
}

func values(list ...any) (values []reflect.Value) {
	for _, x := range list {
		values = append(values, reflect.ValueOf(x))
	}
	return values
}

func main() {
	for range 3 {
		fmt.Println(method(set{}, "Equal").Call(values(set{1}, set{2}))[0])
		fmt.Println(method(set{}, "Add").Call(values(set{1}, 2, 3))[0])
		fmt.Println(method(set{}, "Add").CallSlice(values(set{1}, []int{4}))[0])
		p := &pair{1, 2}
		out := method(p, "Swap").Call(values(p, 10.0))
		fmt.Println(out[0], out[1], *p)
	}
	fmt.Println(reflect.TypeOf(set.Fail) == method(set{}, "Fail").Type())

	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		method(set{}, "Fail").Call(values(set{}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		method(set{}, "Equal").Call(values(set{}, 1))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		method(set{}, "Equal").Call(values(set{}))
	}()

	t := reflect.FuncOf([]reflect.Type{reflect.TypeFor[pair](), reflect.TypeFor[[]set]()}, []reflect.Type{reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[[3]byte]()}, true)
	fmt.Println(t, t == reflect.FuncOf([]reflect.Type{t.In(0), t.In(1)}, []reflect.Type{t.Out(0), t.Out(1)}, true), t.IsVariadic())
	f := reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		fmt.Println(len(args), args[0], args[1])
		return values(reflect.TypeFor[int](), [3]byte{1, 2, 3})
	})
	out := f.Call(values(pair{1, 2}, set{3}, set{4, 5}))
	fmt.Println(out[0].Type(), out[0], out[1])
	var x any = f.Interface()
	fmt.Printf("%T %v\n", x, reflect.ValueOf(x).Call(values(pair{}))[1])
	defer func() { fmt.Println(recover()) }()
	reflect.FuncOf([]reflect.Type{t.In(0)}, nil, true)
}
