// Reflection gets from a type to the pointer to it, whose methods nothing else mentions.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type T struct{ n int }

func (t *T) UnmarshalJSON(b []byte) error { t.n = len(b); return nil }

type S int

func (s S) M()  { fmt.Println("M", int(s)) }
func (s *S) P() { fmt.Println("P", int(*s)) }

type I interface{ P() }

func main() {
	var v struct {
		A []T
		B map[string]T
	}
	fmt.Println(json.Unmarshal([]byte(`{"A":["abc", 1], "B": {"x": "yy"}}`), &v), v)
	t := reflect.TypeOf(S(0))
	reflect.New(t).Interface().(I).P()
	fn, ok := reflect.PointerTo(t).MethodByName("M")
	fmt.Println(ok)
	fn.Func.Call([]reflect.Value{reflect.New(t)})
}
