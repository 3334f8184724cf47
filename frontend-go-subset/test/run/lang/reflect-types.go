// Types that reflection makes are the program's own where it has them, and made once where not.
package main

import (
	"fmt"
	"reflect"
)

type named struct{ A int }

func main() {
	var types []reflect.Type
	base := []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[string](), reflect.TypeFor[named](), reflect.TypeFor[[]int](), reflect.TypeFor[map[string]int](), reflect.TypeFor[func(int) string](), reflect.TypeFor[struct{ X int }](), reflect.TypeFor[*int](), reflect.TypeFor[chan int](), reflect.TypeFor[[3]int]()}
	for _, b := range base {
		types = append(types, b, reflect.SliceOf(b), reflect.PointerTo(b), reflect.ArrayOf(3, b), reflect.ChanOf(reflect.BothDir, b), reflect.ChanOf(reflect.RecvDir, b))
		types = append(types, reflect.FuncOf([]reflect.Type{b}, nil, false), reflect.FuncOf(nil, []reflect.Type{b}, false), reflect.FuncOf([]reflect.Type{b, reflect.SliceOf(b)}, []reflect.Type{b}, true))
		types = append(types, reflect.StructOf([]reflect.StructField{{Name: "F", Type: b}}), reflect.StructOf([]reflect.StructField{{Name: "F", Type: b, Tag: `a:"b"`}, {Name: "G", Type: b}}))
		if b.Comparable() {
			types = append(types, reflect.MapOf(b, base[0]), reflect.MapOf(b, b))
		}
	}
	types = append(types, reflect.StructOf(nil), reflect.FuncOf(nil, nil, false))
	for i, t := range types {
		same := 0
		for j, u := range types {
			if t == u && i != j {
				same++
			}
		}
		fmt.Println(t, t.Kind(), same)
	}
	fmt.Println(reflect.SliceOf(base[0]) == reflect.TypeFor[[]int](), reflect.MapOf(base[1], base[0]) == base[4], reflect.ArrayOf(3, base[0]) == base[9], reflect.StructOf([]reflect.StructField{{Name: "X", Type: base[0]}}) == base[6], reflect.FuncOf(base[:1], base[1:2], false) == base[5])
}
