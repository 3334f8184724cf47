// Methods of types that only reflection makes values of: the types of a function's arguments.
package main

import (
	"fmt"
	"reflect"
)

type Namer interface{ Name() string }

type inner struct{ n int }

func (i inner) Name() string { return fmt.Sprint("inner ", i.n) }

type list []inner

type other int

func (o *other) Name() string { return fmt.Sprint("other ", int(*o)) }

type seen struct{ text string }

func (s seen) Name() string { return "seen " + s.text }

func take(l list, o other) int { return len(l) + int(o) }

func main() {
	f := reflect.ValueOf(take)
	elem := reflect.Zero(f.Type().In(0).Elem())
	namer, ok := elem.Interface().(Namer)
	fmt.Println(ok, namer.Name())
	o := reflect.New(f.Type().In(1))
	o.Elem().SetInt(7)
	namer, ok = o.Interface().(Namer)
	fmt.Println(ok, namer.Name())
	l := reflect.MakeSlice(f.Type().In(0), 3, 3)
	fmt.Println(f.Call([]reflect.Value{l, o.Elem()})[0])

	var g func(seen) string
	made := reflect.MakeFunc(reflect.TypeOf(g), func(args []reflect.Value) []reflect.Value {
		n, ok := args[0].Interface().(Namer)
		return []reflect.Value{reflect.ValueOf(fmt.Sprint(ok, " ", n.Name()))}
	})
	reflect.ValueOf(&g).Elem().Set(made)
	fmt.Println(g(seen{"x"}))
}
