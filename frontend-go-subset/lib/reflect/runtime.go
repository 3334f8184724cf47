package reflect

import (
	"internal/abi"
	"unsafe"
)

// What the runtime does for us.

//go:linkname newobject runtime.newobject
func newobject(t *abi.Type) unsafe.Pointer

//go:linkname newarray runtime.newarray
func newarray(t *abi.Type, n int) unsafe.Pointer

//go:linkname memmove runtime.memmove
func memmove(dst, src unsafe.Pointer, n uint32)

//go:linkname memclr runtime.memclr
func memclr(p unsafe.Pointer, n uint32)

//go:linkname typedequal runtime.typedequal
func typedequal(t *abi.Type, p, q unsafe.Pointer) bool

//go:linkname getitab runtime.getitab
func getitab(inter *abi.InterfaceType, t *abi.Type, must bool) *abi.ITab

//go:linkname typelinks runtime.typelinks
func typelinks() []*abi.Type

//go:linkname callReflect runtime.callReflect
func callReflect(call, slot uint32, ctx, args, results unsafe.Pointer)

//go:linkname forwardRecover runtime.forwardRecover
func forwardRecover(p unsafe.Pointer, slot uint32)

//go:linkname makemap runtime.makemap
func makemap(t *abi.MapType, hint int) unsafe.Pointer

//go:linkname maplen runtime.maplen
func maplen(m unsafe.Pointer) int

//go:linkname mapclear runtime.mapclear
func mapclear(t *abi.MapType, m unsafe.Pointer)

//go:linkname mapaccess runtime.mapaccess
func mapaccess(t *abi.MapType, m, key unsafe.Pointer) unsafe.Pointer

//go:linkname mapaccess64 runtime.mapaccess_fast64
func mapaccess64(t *abi.MapType, m unsafe.Pointer, key uint64) unsafe.Pointer

//go:linkname mapaccess32 runtime.mapaccess_fast32
func mapaccess32(t *abi.MapType, m unsafe.Pointer, key uint32) unsafe.Pointer

//go:linkname mapaccessStr runtime.mapaccess_faststr
func mapaccessStr(t *abi.MapType, m, p unsafe.Pointer, n uint32) unsafe.Pointer

//go:linkname mapassign runtime.mapassign
func mapassign(t *abi.MapType, m, key unsafe.Pointer) unsafe.Pointer

//go:linkname mapassign64 runtime.mapassign_fast64
func mapassign64(t *abi.MapType, m unsafe.Pointer, key uint64) unsafe.Pointer

//go:linkname mapassign32 runtime.mapassign_fast32
func mapassign32(t *abi.MapType, m unsafe.Pointer, key uint32) unsafe.Pointer

//go:linkname mapassignStr runtime.mapassign_faststr
func mapassignStr(t *abi.MapType, m, p unsafe.Pointer, n uint32) unsafe.Pointer

//go:linkname mapdelete runtime.mapdelete
func mapdelete(t *abi.MapType, m, key unsafe.Pointer)

//go:linkname mapdelete64 runtime.mapdelete_fast64
func mapdelete64(t *abi.MapType, m unsafe.Pointer, key uint64)

//go:linkname mapdelete32 runtime.mapdelete_fast32
func mapdelete32(t *abi.MapType, m unsafe.Pointer, key uint32)

//go:linkname mapdeleteStr runtime.mapdelete_faststr
func mapdeleteStr(t *abi.MapType, m, p unsafe.Pointer, n uint32)

// A mapIter is the part that compiled code knows of the runtime's iterators.
type mapIter struct {
	key  unsafe.Pointer
	elem unsafe.Pointer
}

//go:linkname mapiterinit runtime.mapiterinit
func mapiterinit(t *abi.MapType, m unsafe.Pointer) *mapIter

//go:linkname mapiternext runtime.mapiternext
func mapiternext(it *mapIter) bool

//go:linkname makechan runtime.makechan
func makechan(t *abi.ChanType, size int) unsafe.Pointer

//go:linkname chansend runtime.chansend
func chansend(c, elem unsafe.Pointer)

//go:linkname chanrecv runtime.chanrecv
func chanrecv(c unsafe.Pointer) (elem unsafe.Pointer, ok bool)

//go:linkname closechan runtime.closechan
func closechan(c unsafe.Pointer)

//go:linkname chanlen runtime.chanlen
func chanlen(c unsafe.Pointer) int

//go:linkname chancap runtime.chancap
func chancap(c unsafe.Pointer) int

//go:linkname selectbegin runtime.selectbegin
func selectbegin(n int)

//go:linkname selectsend runtime.selectsend
func selectsend(c, elem unsafe.Pointer)

//go:linkname selectrecv runtime.selectrecv
func selectrecv(c unsafe.Pointer)

//go:linkname selectgo runtime.selectgo
func selectgo(block bool) (index int, elem unsafe.Pointer, ok bool)

// How the compiler passes keys of a map type to the runtime.
const (
	keyInMemory = iota
	key64
	key32
	keyString
)

func keyShape(key *abi.Type) int {
	switch key.Kind_ {
	case abi.String:
		return keyString
	case abi.Int, abi.Uint, abi.Int64, abi.Uint64, abi.Uintptr:
		return key64
	case abi.Int32, abi.Uint32, abi.Pointer, abi.Chan:
		return key32
	}
	return keyInMemory
}

// mapGet returns where the element of the key at k is, nil if there is none.
func mapGet(t *abi.MapType, m, k unsafe.Pointer) unsafe.Pointer {
	switch keyShape(t.Key) {
	case keyString:
		s := (*abi.StringHeader)(k)
		return mapaccessStr(t, m, s.Data, s.Len)
	case key64:
		return mapaccess64(t, m, *(*uint64)(k))
	case key32:
		return mapaccess32(t, m, *(*uint32)(k))
	}
	return mapaccess(t, m, k)
}

// mapSlot returns where to put the element of the key at k.
func mapSlot(t *abi.MapType, m, k unsafe.Pointer) unsafe.Pointer {
	switch keyShape(t.Key) {
	case keyString:
		s := (*abi.StringHeader)(k)
		return mapassignStr(t, m, s.Data, s.Len)
	case key64:
		return mapassign64(t, m, *(*uint64)(k))
	case key32:
		return mapassign32(t, m, *(*uint32)(k))
	}
	return mapassign(t, m, k)
}

func mapRemove(t *abi.MapType, m, k unsafe.Pointer) {
	switch keyShape(t.Key) {
	case keyString:
		s := (*abi.StringHeader)(k)
		mapdeleteStr(t, m, s.Data, s.Len)
	case key64:
		mapdelete64(t, m, *(*uint64)(k))
	case key32:
		mapdelete32(t, m, *(*uint32)(k))
	default:
		mapdelete(t, m, k)
	}
}
