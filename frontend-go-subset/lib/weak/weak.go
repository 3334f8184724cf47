// Package weak has pointers that do not keep what they point to alive.
package weak

import (
	"runtime"
	"unsafe"
)

// handle is the runtime's weakHandle.
type handle struct{ obj uint32 }

//go:linkname weakMake runtime.weakMake
func weakMake(p unsafe.Pointer) *handle

//go:linkname weakLoad runtime.weakLoad
func weakLoad(h *handle) unsafe.Pointer

// Pointer is a weak pointer to a T. Two are equal when they were made from equal pointers, also after the object is gone. The
// zero value behaves as if made from nil.
type Pointer[T any] struct {
	_ [0]*T
	h *handle
}

// Make makes a weak pointer from ptr.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	p := Pointer[T]{h: weakMake(unsafe.Pointer(ptr))}
	runtime.KeepAlive(ptr)
	return p
}

// Value returns the pointer that the weak one was made from, or nil once the object has been found unreachable.
func (p Pointer[T]) Value() *T {
	if p.h == nil {
		return nil
	}
	return (*T)(weakLoad(p.h))
}
