// unsafe: sizes and offsets of types that do not depend on the width of a pointer; strings and slices taken apart.
package main

import (
	"fmt"
	"unsafe"
)

type mixed struct {
	a int8
	b int64
	c uint16
	d float32
	e bool
	f [3]byte
	g complex128
}

type empty struct{}
type small struct {
	a, b int8
	c    int16
}

type number int32

func bytesOf[T any](v *T) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(v)), unsafe.Sizeof(*v)) }

func main() {
	var m mixed
	fmt.Println(unsafe.Sizeof(int8(0)), unsafe.Sizeof(int16(0)), unsafe.Sizeof(int32(0)), unsafe.Sizeof(int64(0)), unsafe.Sizeof(0), unsafe.Sizeof(uint(0)), unsafe.Sizeof(uintptr(0)))
	fmt.Println(unsafe.Sizeof(float32(0)), unsafe.Sizeof(0.0), unsafe.Sizeof(complex64(0)), unsafe.Sizeof(0i), unsafe.Sizeof(true), unsafe.Sizeof('x'))
	fmt.Println(unsafe.Sizeof(m), unsafe.Alignof(m), unsafe.Offsetof(m.b), unsafe.Offsetof(m.c), unsafe.Offsetof(m.d), unsafe.Offsetof(m.e), unsafe.Offsetof(m.f), unsafe.Offsetof(m.g))
	fmt.Println(unsafe.Sizeof(empty{}), unsafe.Sizeof([0]int{}), unsafe.Sizeof([3]int16{}), unsafe.Sizeof(small{}), unsafe.Sizeof([5]small{}), unsafe.Alignof(small{}.c), unsafe.Sizeof([2]mixed{}))
	const size = unsafe.Sizeof(small{})
	var array [size]byte
	fmt.Println(len(array))

	x := uint32(0x01020304)
	fmt.Println(bytesOf(&x), *(*uint8)(unsafe.Pointer(&x)))
	f := 1.5
	fmt.Printf("%#x\n", *(*uint64)(unsafe.Pointer(&f)))
	bits := uint32(0x40490fdb)
	fmt.Println(*(*float32)(unsafe.Pointer(&bits)))
	ints := []int32{1, -2, 3}
	numbers := *(*[]number)(unsafe.Pointer(&ints))
	numbers[1] = 20
	fmt.Println(ints, numbers)
	third := (*int32)(unsafe.Add(unsafe.Pointer(&ints[0]), 2*unsafe.Sizeof(ints[0])))
	*third = 30
	fmt.Println(ints, *(*int32)(unsafe.Pointer(uintptr(unsafe.Pointer(&ints[0])) + 4)))

	b := []byte("hello")
	s := unsafe.String(&b[0], len(b))
	b[0] = 'J'
	fmt.Println(s, len(s), unsafe.StringData(s) == unsafe.SliceData(b))
	view := unsafe.Slice(unsafe.StringData("const"), 3)
	fmt.Println(string(view), cap(view))
	fmt.Println(unsafe.Slice((*int)(nil), 0) == nil, unsafe.SliceData([]int(nil)) == nil, unsafe.String(nil, 0) == "")

	s2 := small{1, 2, 3}
	pc := (*int16)(unsafe.Pointer(uintptr(unsafe.Pointer(&s2)) + unsafe.Offsetof(s2.c)))
	*pc = 300
	fmt.Println(s2, bytesOf(&s2))
	ptr := &m.c
	owner := (*mixed)(unsafe.Add(unsafe.Pointer(ptr), -int(unsafe.Offsetof(m.c))))
	owner.b = 77
	fmt.Println(m.b, owner == &m)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		n := -1
		fmt.Println(len(unsafe.Slice(&ints[0], n)))
	}()
	var p unsafe.Pointer
	fmt.Println(p == nil, unsafe.Pointer(&m) != p, uintptr(p))
}
