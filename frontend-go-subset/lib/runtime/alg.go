// Equality and hashes of values by their type descriptors: for interfaces, map keys and large structs.
package runtime

import (
	"internal/abi"
	"unsafe"
)

type eface struct {
	typ  *abi.Type
	data unsafe.Pointer
}

type iface struct {
	tab  *abi.ITab
	data unsafe.Pointer
}

// hashSeed makes the order of maps differ from run to run.
var hashSeed uint32 = 0x9e3779b9

//go:noroots
func memequal(p, q unsafe.Pointer, n uint32) bool {
	a, b := address(p), address(q)
	if a == b {
		return true
	}
	if n >= 8 {
		// The last word may overlap the one before.
		lastA, lastB := a+n-8, b+n-8
		for a < lastA {
			if load64(a) != load64(b) {
				return false
			}
			a += 8
			b += 8
		}
		return load64(lastA) == load64(lastB)
	}
	if n >= 4 {
		return load32(a) == load32(b) && load32(a+n-4) == load32(b+n-4)
	}
	for n > 0 {
		n--
		if *(*uint8)(pointer(a + n)) != *(*uint8)(pointer(b + n)) {
			return false
		}
	}
	return true
}

//go:noroots
func mix(h, v uint64) uint64 {
	h = (h ^ v) * 0x9fb21c651e98df25
	return h ^ h>>32
}

//go:noroots
func hashmem(p unsafe.Pointer, h uint64, n uint32) uint64 {
	a := address(p)
	h = mix(h, uint64(n))
	switch {
	case n >= 8:
		// The last word may overlap the one before.
		last := a + n - 8
		for a < last {
			h = mix(h, load64(a))
			a += 8
		}
		return mix(h, load64(last))
	case n >= 4:
		return mix(h, uint64(load32(a))|uint64(load32(a+n-4))<<32)
	case n > 0:
		first, middle, last := *(*uint8)(pointer(a)), *(*uint8)(pointer(a + n/2)), *(*uint8)(pointer(a + n - 1))
		return mix(h, uint64(first)|uint64(middle)<<8|uint64(last)<<16)
	}
	return h
}

//go:noroots
func hash64(v uint64) uint32 { return uint32(mix(mix(uint64(hashSeed), v), v>>32)) }

//go:noroots
func hashstring(p unsafe.Pointer, n uint32) uint32 {
	return uint32(hashmem(p, uint64(hashSeed), n))
}

func float64hash(f float64, h uint64) uint64 {
	switch {
	case f == 0:
		return mix(h, 1)
	case f != f:
		return mix(h, uint64(cheaprand())<<32|uint64(cheaprand()))
	}
	return mix(h, float64bits(f))
}

// typehash hashes the value of type t at p. Panics when a part of it cannot be hashed.
func typehash(t *abi.Type, p unsafe.Pointer, h uint64) uint64 {
	if t.TFlag&abi.TFlagRegularMemory != 0 {
		return hashmem(p, h, t.Size_)
	}
	switch t.Kind_ {
	case abi.Float32:
		return float64hash(float64(*(*float32)(p)), h)
	case abi.Float64:
		return float64hash(*(*float64)(p), h)
	case abi.Complex64:
		h = float64hash(float64(*(*float32)(p)), h)
		return float64hash(float64(*(*float32)(unsafe.Add(p, 4))), h)
	case abi.Complex128:
		h = float64hash(*(*float64)(p), h)
		return float64hash(*(*float64)(unsafe.Add(p, 8)), h)
	case abi.String:
		s := (*abi.StringHeader)(p)
		return hashmem(s.Data, h, s.Len)
	case abi.Interface:
		e := (*eface)(p)
		typ := e.typ
		if typ == nil {
			return mix(h, 0)
		}
		if len(t.InterfaceType().Methods) != 0 {
			typ = (*iface)(p).tab.Type
		}
		if !typ.Comparable() {
			panicError("hash of unhashable type " + typ.Str)
		}
		h = mix(h, uint64(typ.Hash))
		if typ.IsDirect() {
			return typehash(typ, unsafe.Pointer(&e.data), h)
		}
		return typehash(typ, e.data, h)
	case abi.Array:
		a := t.ArrayType()
		for i := uint32(0); i < a.Len; i++ {
			h = typehash(a.Elem, unsafe.Add(p, i*a.Elem.Size_), h)
		}
		return h
	case abi.Struct:
		s := t.StructType()
		for i := range s.Fields {
			f := &s.Fields[i]
			if f.Name == "_" {
				continue
			}
			h = typehash(f.Typ, unsafe.Add(p, f.Offset), h)
		}
		return h
	}
	panicError("hash of unhashable type " + t.Str)
	return 0
}

// typedequal compares two values of type t.
func typedequal(t *abi.Type, p, q unsafe.Pointer) bool {
	if t.TFlag&abi.TFlagRegularMemory != 0 {
		return memequal(p, q, t.Size_)
	}
	switch t.Kind_ {
	case abi.Float32:
		return *(*float32)(p) == *(*float32)(q)
	case abi.Float64:
		return *(*float64)(p) == *(*float64)(q)
	case abi.Complex64:
		return *(*complex64)(p) == *(*complex64)(q)
	case abi.Complex128:
		return *(*complex128)(p) == *(*complex128)(q)
	case abi.String:
		return *(*string)(p) == *(*string)(q)
	case abi.Interface:
		if len(t.InterfaceType().Methods) == 0 {
			return *(*any)(p) == *(*any)(q)
		}
		x, y := (*iface)(p), (*iface)(q)
		return ifaceeq(x.tab, x.data, y.tab, y.data)
	case abi.Array:
		a := t.ArrayType()
		for i := uint32(0); i < a.Len; i++ {
			off := i * a.Elem.Size_
			if !typedequal(a.Elem, unsafe.Add(p, off), unsafe.Add(q, off)) {
				return false
			}
		}
		return true
	case abi.Struct:
		s := t.StructType()
		for i := range s.Fields {
			f := &s.Fields[i]
			if f.Name != "_" && !typedequal(f.Typ, unsafe.Add(p, f.Offset), unsafe.Add(q, f.Offset)) {
				return false
			}
		}
		return true
	}
	panicError("comparing uncomparable type " + t.Str)
	return false
}

// efaceeq is x == y for interfaces without methods.
func efaceeq(xt *abi.Type, x unsafe.Pointer, yt *abi.Type, y unsafe.Pointer) bool {
	if xt != yt {
		return false
	}
	if xt == nil {
		return true
	}
	if !xt.Comparable() {
		panicError("comparing uncomparable type " + xt.Str)
	}
	if xt.IsDirect() {
		return x == y
	}
	return x == y && xt.TFlag&abi.TFlagRegularMemory != 0 || typedequal(xt, x, y)
}

// ifaceeq is x == y for interfaces with methods.
func ifaceeq(xt *abi.ITab, x unsafe.Pointer, yt *abi.ITab, y unsafe.Pointer) bool {
	if xt == nil || yt == nil {
		return xt == yt
	}
	return efaceeq(xt.Type, x, yt.Type, y)
}
