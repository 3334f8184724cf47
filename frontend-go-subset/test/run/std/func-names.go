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
}
