// Value methods called with nil pointers: generated wrappers have a message of their own.
package main

import "fmt"

type T struct{ a [3]int }
type I interface{ F() int }

func (t T) F() int { return t.a[0] }

type E struct{ *T }

func main() {
	var t *T
	try := func(f func()) {
		defer func() {
			r := recover()
			fmt.Printf("%T %v\n", r, r)
			if e, ok := r.(interface{ RuntimeError() }); ok {
				e.RuntimeError()
				fmt.Println("runtime")
			}
		}()
		f()
	}
	var i I = t
	try(func() { i.F() })
	try(func() { t.F() })
	i = E{}
	try(func() { i.F() })
	i = &E{}
	try(func() { i.F() })
	i = (*E)(nil)
	try(func() { i.F() })
	f := (*T).F
	try(func() { f(nil) })
	try(func() { f := t.F; f() })
	var e E
	try(func() { f := e.F; f() })
	try(func() { I.F(i) })
	try(func() { i = nil; i.F() })
}
