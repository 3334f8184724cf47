package p

//go:linkname f other.f // ERROR `3: //go:linkname only allowed in Go files that import "unsafe"`
func f() // ERROR "6: missing function body"

func g() {}
