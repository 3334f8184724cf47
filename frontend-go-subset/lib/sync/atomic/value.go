package atomic

import "unsafe"

// A Value holds a value of any one type. The zero value holds nil until the first Store.
type Value struct {
	v any
}

// typeOf is the first word of an interface value, which stands for its type.
func typeOf(x any) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&x)) }

// check panics unless val may be stored where old is.
func check(verb string, old, val any) {
	if val == nil {
		panic("sync/atomic: " + verb + " of nil value into Value")
	}
	if old != nil && typeOf(old) != typeOf(val) {
		panic("sync/atomic: " + verb + " of inconsistently typed value into Value")
	}
}

// Load returns the value most recently stored, or nil.
func (v *Value) Load() (val any) { return v.v }

// Store sets the value. All values stored must have the same type.
func (v *Value) Store(val any) {
	check("store", v.v, val)
	v.v = val
}

// Swap sets the value and returns the old one, or nil.
func (v *Value) Swap(new any) (old any) {
	check("swap", v.v, new)
	old = v.v
	v.v = new
	return old
}

// CompareAndSwap sets the value to new if it is old, and says whether it did.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && typeOf(old) != typeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if v.v != nil && typeOf(v.v) != typeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	if v.v != old {
		return false
	}
	v.v = new
	return true
}
