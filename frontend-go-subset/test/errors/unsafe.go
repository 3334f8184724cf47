package p

import "unsafe"

type T struct {
	a int8
	b struct{ c int }
	*E
}
type E struct{ d int }

func f(t T, p *int, s []int, n int) {
	_ = unsafe.Sizeof() // ERROR "6: invalid operation: not enough arguments for unsafe\.Sizeof\(\) \(expected 1, found 0\)"
	_ = unsafe.Sizeof(int) // ERROR "20: int \(type\) is not an expression"
	_ = unsafe.Offsetof(n) // ERROR "22: invalid argument: n is not a selector expression"
	_ = unsafe.Offsetof(t.x) // ERROR "22: invalid argument: T has no single field x"
	_ = unsafe.Offsetof(t.d) // ERROR "22: invalid argument: field d is embedded via a pointer in T"
	_ = unsafe.Offsetof(t.f) // ERROR "22: invalid argument: t\.f is a method value"
	_ = unsafe.Add(p, 1) // ERROR "17: cannot use p \(variable of type \*int\) as unsafe\.Pointer value in argument to unsafe\.Add"
	_ = unsafe.Add(unsafe.Pointer(p), "a") // ERROR `36: cannot convert "a" \(untyped string constant\) to type int`
	_ = unsafe.Slice(n, 1) // ERROR "19: invalid argument: n \(variable of type int\) is not a pointer"
	_ = unsafe.Slice(p, -1) // ERROR "22: invalid argument: length -1 \(constant of type int\) must not be negative"
	_ = unsafe.SliceData(p) // ERROR "23: invalid argument: p \(variable of type \*int\) is not a slice"
	_ = unsafe.String(p, 1) // ERROR "20: cannot use p \(variable of type \*int\) as \*byte value in argument to unsafe\.String"
	_ = unsafe.StringData(s) // ERROR "24: cannot use s \(variable of type \[\]int\) as string value in argument to unsafe\.StringData"
	_ = unsafe.Pointer(n) // ERROR "21: cannot convert n \(variable of type int\) to type unsafe\.Pointer"
	_ = (*string)(unsafe.Pointer(p))
	_ = uintptr(p) // ERROR "14: cannot convert p \(variable of type \*int\) to type uintptr"
	unsafe.Alignof(n) // ERROR "2: unsafe\.Alignof\(n\) \(constant 8 of type uintptr\) is not used"
	_ = unsafe.Missing // ERROR "13: undefined: unsafe\.Missing"
}

func (t T) f() {}
