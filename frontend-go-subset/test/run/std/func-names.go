// What functions that are values are called, and where they begin.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

func named()               {}
func generic[T any](v T) T { return v }

type T struct{ n int }

func (t T) Value()    {}
func (t *T) Pointer() {}

func nameOf(f any) string {
	fn := runtime.FuncForPC(reflect.ValueOf(f).Pointer())
	file, line := fn.FileLine(fn.Entry())
	return fmt.Sprint(fn.Name(), " ", file[strings.LastIndex(file, "/")+1:], ":", line)
}

//go:noinline
func adder(n int) func(int) int { return func(m int) int { return n + m } }

func main() {
	fmt.Println(nameOf(named))
	fmt.Println(nameOf(func() {}))
	fmt.Println(nameOf(adder(1)))
	fmt.Println(nameOf(strings.ToUpper) != "")
	same := reflect.ValueOf(adder(1)).Pointer() == reflect.ValueOf(adder(2)).Pointer()
	fmt.Println(same, reflect.ValueOf(named).Pointer() == reflect.ValueOf(named).Pointer())
	var none func()
	fmt.Println(reflect.ValueOf(none).Pointer(), runtime.FuncForPC(0) == nil)
	fmt.Println(nameOf(T.Value), nameOf((*T).Pointer))

	// Method expressions are called by the type that they are written with, promoted or not.
	for _, f := range []any{
		(*T).Value, outer.Value, outer.Pointer, (*outer).Value, (*outer).Pointer, I.Value, withI.Value,
		box[int].Get, (*box[string]).Get, wrapped[int].Get, outer{&T{}}.Value, (&outer{&T{}}).Pointer,
	} {
		fmt.Println(runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name())
	}
}

type outer struct{ *T }

type I interface{ Value() }

type withI struct{ I }

type box[V any] struct{ v V }

func (b box[V]) Get() V { return b.v }

type wrapped[V any] struct{ *box[V] }
