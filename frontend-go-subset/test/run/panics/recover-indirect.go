// recover where something stands between the deferred call and the function that recovers.
package main

import (
	"fmt"
	"reflect"
)

func seq(yield func(int) bool) {
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

func inLoop() (got []any) {
	defer func() {
		for i := range seq {
			got = append(got, i, recover())
		}
	}()
	panic("in loop")
}

func nested() (got any) {
	defer func() {
		for range seq {
			for range seq {
				got = recover()
				return
			}
		}
	}()
	panic("nested")
}

func notDirect() (got any) {
	defer func() { got = recover() }()
	defer func() {
		for range seq {
			func() { recover() }()
		}
	}()
	panic("not direct")
}

type T struct{ n int }

func (t T) Value()    { fmt.Println("value", t.n, recover()) }
func (t *T) Pointer() { fmt.Println("pointer", t.n, recover()) }
func (t T) Indirect() { t.helper() }
func (t T) helper()   { fmt.Println("helper", recover()) }

func reflected(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("left over", r)
		}
	}()
	defer f()
	panic("reflected")
}

func viaDefer() {
	defer func() { fmt.Println("via defer:", recover()) }()
	defer func() {
		defer recover()
	}()
	panic(5)
}

func deferredAlone() {
	defer func() { fmt.Println("alone:", recover()) }()
	defer recover()
	panic(6)
}

func deferredSecond() {
	defer func() { fmt.Println("second:", recover()) }()
	defer func() {
		defer recover()
		defer func() { fmt.Println("inner", recover()) }()
		panic(8)
	}()
	panic(7)
}

func deferredBefore() {
	defer func() { fmt.Println("before:", recover()) }()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		defer recover()
		panic(10)
	}()
	panic(9)
}

func main() {
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(inLoop())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(nested())
	}()
	fmt.Println(notDirect())
	v := reflect.ValueOf(&T{3})
	for i := range v.NumMethod() {
		reflected(v.Method(i).Interface().(func()))
	}
	f := v.Type().Method(1).Func.Interface().(func(*T))
	reflected(func() { f(v.Interface().(*T)) })
	func() {
		defer f(&T{4})
		panic("method expression")
	}()
	made := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
		fmt.Println("made", recover())
		return nil
	}).Interface().(func())
	reflected(made)
	viaDefer()
	deferredAlone()
	deferredSecond()
	deferredBefore()
	x := struct{ a, _, c int }{1, 2, 3}
	fmt.Println(x, reflect.ValueOf(x).Field(1))
}
