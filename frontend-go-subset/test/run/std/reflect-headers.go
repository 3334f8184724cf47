// reflect.SliceHeader and StringHeader: memory of slices and strings seen, made and changed through them.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"unsafe"
)

func bytesOf(s string) (b []byte) {
	sh := (*reflect.StringHeader)(unsafe.Pointer(&s))
	bh := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	bh.Data = sh.Data
	bh.Len = sh.Len
	bh.Cap = sh.Len
	return b
}

func stringOf(b []byte) string {
	bh := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	sh := reflect.StringHeader{Data: bh.Data, Len: bh.Len}
	return *(*string)(unsafe.Pointer(&sh))
}

type named reflect.SliceHeader

type holder struct {
	before int
	h      reflect.SliceHeader
	after  string
}

func main() {
	b := bytesOf("headers")
	fmt.Println(string(b), len(b), cap(b))
	s := stringOf(append([]byte(nil), "strings too"...))
	runtime.GC()
	fmt.Println(s, len(s))

	numbers := []int{1, 2, 3, 4, 5}
	h := (*reflect.SliceHeader)(unsafe.Pointer(&numbers))
	h.Len -= 2
	fmt.Println(numbers, h.Len, h.Cap)
	h.Len++
	copied := *h
	copied.Data += unsafe.Sizeof(numbers[0])
	copied.Len, copied.Cap = 3, 4
	fmt.Println(*(*[]int)(unsafe.Pointer(&copied)), copied.Len+copied.Cap)

	n := named(copied)
	all := []reflect.SliceHeader{copied, {Len: 7}}
	held := holder{1, copied, "after"}
	held.h.Cap = -1
	p := &held
	p.h.Len = 1 << 20
	fmt.Println(n.Len, all[0].Cap, all[1], held.before, p.h.Len, held.h.Cap, held.after)
	m := map[string]reflect.StringHeader{"a": {Len: 3}}
	fmt.Println(m["a"].Len, m["b"].Data, reflect.TypeOf(m["a"]), reflect.TypeOf(copied).NumField())
	var i any = held.h
	fmt.Println(i.(reflect.SliceHeader).Len, i == any(held.h), i == any(copied))
}
