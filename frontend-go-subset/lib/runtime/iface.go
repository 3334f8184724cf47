// Interfaces: finding the itab of a type for an interface at run time, and failed assertions.
package runtime

import (
	"internal/abi"
	"unsafe"
)

// itabTable caches what getitab found: open addressing over (interface, type).
type itabEntry struct {
	inter, typ, tab uint32 // tab 0: the type does not implement the interface
}

var (
	itabs     uint32
	itabMask  uint32
	itabCount uint32
)

//go:noroots
func itabSlot(inter, typ uint32) *itabEntry {
	h := hash64(uint64(inter)<<32 | uint64(typ))
	for {
		e := (*itabEntry)(pointer(itabs + h&itabMask*12))
		if e.inter == 0 || e.inter == inter && e.typ == typ {
			return e
		}
		h++
	}
}

//go:noroots
func itabGrow() {
	old, n := itabs, itabMask+1
	if old == 0 {
		n = 0
	}
	size := uint32(64)
	if n != 0 {
		size = n * 2
	}
	itabs = persistentAlloc(size * 12)
	itabMask = size - 1
	for i := uint32(0); i < n; i++ {
		e := (*itabEntry)(pointer(old + i*12))
		if e.inter != 0 {
			*itabSlot(e.inter, e.typ) = *e
		}
	}
}

// getitab returns the itab of typ for an interface with methods; nil when it does not implement it. must: it is known to.
func getitab(inter *abi.InterfaceType, typ *abi.Type, must bool) *abi.ITab {
	if itabCount*2 >= itabMask {
		itabGrow()
	}
	e := itabSlot(address(unsafe.Pointer(inter)), address(unsafe.Pointer(typ)))
	if e.inter == 0 {
		tab, _ := makeitab(inter, typ)
		e.inter = address(unsafe.Pointer(inter))
		e.typ = address(unsafe.Pointer(typ))
		e.tab = tab
		itabCount++
	}
	return (*abi.ITab)(pointer(e.tab))
}

// makeitab matches the methods of both, which are sorted by name. Returns 0 and the name of a missing method.
func makeitab(inter *abi.InterfaceType, typ *abi.Type) (uint32, string) {
	methods := typ.Methods()
	n := len(inter.Methods)
	tab := persistentAlloc(uint32(abi.ITabHeader + 4*n))
	store32(tab, address(unsafe.Pointer(inter)))
	store32(tab+4, address(unsafe.Pointer(typ)))
	j := 0
	for i := range inter.Methods {
		want := &inter.Methods[i]
		for j < len(methods) && !(methods[j].Name == want.Name && methods[j].PkgPath == want.PkgPath) {
			j++
		}
		if j == len(methods) || methods[j].Mtyp != want.Typ {
			return 0, want.Name
		}
		store32(tab+abi.ITabHeader+uint32(i)*4, methods[j].Ifn)
		j++
	}
	return tab, ""
}

// assertE2I is the itab for x.(I) of a value of type typ; panics when there is none.
func assertE2I(inter *abi.InterfaceType, typ *abi.Type) *abi.ITab {
	if typ == nil {
		panicTypeAssertion(nil, nil, &inter.Type, "")
	}
	tab := getitab(inter, typ, false)
	if tab == nil {
		_, missing := makeitab(inter, typ)
		panicTypeAssertion(nil, typ, &inter.Type, missing)
	}
	return tab
}

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	iface, concrete, asserted *abi.Type
	missingMethod             string
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	inter := "interface"
	if e.iface != nil {
		inter = e.iface.Str
	}
	as := e.asserted.Str
	if e.concrete == nil {
		return "interface conversion: " + inter + " is nil, not " + as
	}
	cs := e.concrete.Str
	if e.missingMethod == "" {
		msg := "interface conversion: " + inter + " is " + cs + ", not " + as
		if cs == as {
			if pkgPath(e.concrete) != pkgPath(e.asserted) {
				msg += " (types from different packages)"
			} else {
				msg += " (types from different scopes)"
			}
		}
		return msg
	}
	return "interface conversion: " + cs + " is not " + as + ": missing method " + e.missingMethod
}

// pkgPath is the package of a named type, or of the unexported names in a literal one.
func pkgPath(t *abi.Type) string {
	switch t.Kind() {
	case abi.Struct:
		if !t.HasName() {
			return (*abi.StructType)(unsafe.Pointer(t)).PkgPath
		}
	case abi.Interface:
		if !t.HasName() {
			return (*abi.InterfaceType)(unsafe.Pointer(t)).PkgPath
		}
	}
	return t.PkgPath()
}

func panicTypeAssertion(inter, concrete, asserted *abi.Type, missing string) {
	panic(error(&TypeAssertionError{inter, concrete, asserted, missing}))
}

// panicdottype: x.(T) failed for a concrete T.
func panicdottype(have, want, inter *abi.Type) {
	panicTypeAssertion(inter, have, want, "")
}

// panicnildottype: x.(I) of a nil x.
func panicnildottype(want *abi.Type) {
	panicTypeAssertion(nil, nil, want, "")
}
