// What is attached to objects from outside: finalizers, cleanups and weak pointers. None of them keeps its object alive.
//
//	attached -> ready (a collection found the object unreachable) -> run by a goroutine of the runtime, and gone
//
// When marking ends: weak pointers to unreachable objects become nil; an object with a finalizer is kept for this once (what it
// refers to was kept all along, so that finalizers run in the order of references and never for cycles); cleanups of what is
// unreachable now are ready.
package runtime

import (
	"internal/abi"
	"unsafe"
)

const (
	specialFinalizer uint8 = iota
	specialCleanup
	specialWeak
)

type special struct {
	next *special
	obj  uint32 // hidden from the collector
	kind uint8
	call func()
	weak *weakHandle
}

// weakHandle is what a weak.Pointer points to: all weak pointers to one address share it.
type weakHandle struct {
	obj uint32 // hidden from the collector; 0 when the object is gone
}

var (
	// specialTable chains specials by the address they belong to; a power of two of chains.
	specialTable []*special
	specialCount int
	// specialsReady lists those whose time has come; a goroutine is at it while specialsRunning, now with specialCurrent.
	specialsReady, specialCurrent *special
	specialsRunning               bool
)

//go:noroots
func specialSlot(obj uint32) uint32 {
	return (obj >> 3 * 0x9e3779b1) >> 8 & uint32(len(specialTable)-1)
}

func addSpecial(s *special) {
	if specialCount >= len(specialTable)*2 {
		growSpecials()
	}
	slot := specialSlot(s.obj)
	s.next = specialTable[slot]
	specialTable[slot] = s
	specialCount++
	if gcMarking != 0 && s.kind == specialFinalizer {
		// The roots may have been read: what the object refers to must be kept now.
		scanObjectOf(s.obj)
	}
}

func growSpecials() {
	size := len(specialTable) * 2
	if size == 0 {
		size = 64
	}
	table := make([]*special, size)
	old := specialTable
	if gcMarking != 0 {
		// The chains move: read them all now.
		for i := range old {
			scanSpecials(uint32(i))
		}
		rootSpecial = uint32(size)
	}
	specialTable = table
	for _, s := range old {
		for s != nil {
			next := s.next
			slot := specialSlot(s.obj)
			s.next = table[slot]
			table[slot] = s
			s = next
		}
	}
}

// removeSpecial takes the first special for which match holds off the chains.
func removeSpecial(obj uint32, match func(s *special) bool) bool {
	if specialCount == 0 {
		return false
	}
	for p := &specialTable[specialSlot(obj)]; *p != nil; p = &(*p).next {
		if s := *p; s.obj == obj && match(s) {
			*p = s.next
			specialCount--
			return true
		}
	}
	return false
}

// ---------------------------------------------------------------- the collector's part

// scanSpecials marks what objects with finalizers refer to, but not the objects.
//
//go:noroots
func scanSpecials(slot uint32) {
	for s := specialTable[slot]; s != nil; s = s.next {
		if s.kind == specialFinalizer {
			scanObjectOf(s.obj)
		}
	}
}

// markSpecials is called when everything reachable is marked.
//
//go:noroots
func markSpecials() {
	if specialCount == 0 && specialsReady == nil && specialCurrent == nil {
		return
	}
	// Objects whose finalizers have not run yet are alive, and so is all that they refer to.
	markReady()
	for i := range specialTable {
		for s := specialTable[i]; s != nil; s = s.next {
			if s.kind == specialWeak && !isMarked(s.obj) {
				s.weak.obj = 0
			}
		}
	}
	for kind := specialFinalizer; kind <= specialWeak; kind++ {
		for i := range specialTable {
			takeDead(&specialTable[i], kind)
		}
		markReady()
	}
}

//go:noroots
func markReady() {
	if s := specialCurrent; s != nil && s.kind == specialFinalizer {
		mark(s.obj)
	}
	for s := specialsReady; s != nil; s = s.next {
		if s.kind == specialFinalizer {
			mark(s.obj)
		}
	}
	markAll()
}

// takeDead takes the specials of a kind whose objects are unreachable off a chain.
//
//go:noroots
func takeDead(p **special, kind uint8) {
	for *p != nil {
		s := *p
		if s.kind != kind || isMarked(s.obj) && (kind != specialWeak || s.weak.obj != 0) {
			p = &s.next
			continue
		}
		*p = s.next
		specialCount--
		s.next = nil
		if kind != specialWeak {
			s.next = specialsReady
			specialsReady = s
		}
	}
}

func startSpecials() {
	specialsRunning = true
	newsystem(runSpecials)
}

func runSpecials() {
	for specialsReady != nil {
		s := specialsReady
		specialsReady = s.next
		s.next = nil
		specialCurrent = s
		if gcMarking != 0 && s.kind == specialFinalizer {
			// The object comes back to life, and the snapshot did not see it.
			mark(s.obj)
		}
		s.call()
		specialCurrent = nil
	}
	specialsRunning = false
}

// ---------------------------------------------------------------- finalizers

// SetFinalizer arranges for finalizer(obj) to be called when obj, a pointer to the beginning of an object, has become
// unreachable; nil takes a finalizer away.
func SetFinalizer(obj any, finalizer any) {
	o := (*eface)(unsafe.Pointer(&obj))
	if o.typ == nil {
		fatal("runtime.SetFinalizer: first argument is nil")
	}
	if o.typ.Kind_ != abi.Pointer {
		fatal("runtime.SetFinalizer: first argument is " + o.typ.Str + ", not pointer")
	}
	if o.data == nil {
		fatal("nil elem type!")
	}
	at := address(o.data)
	removed := removeSpecial(at, isFinalizer)
	f := (*eface)(unsafe.Pointer(&finalizer))
	if f.typ == nil || spanOf(at) == nil {
		return
	}
	if f.typ.Kind_ != abi.Func {
		fatal("runtime.SetFinalizer: second argument is " + f.typ.Str + ", not a function")
	}
	if removed {
		fatal("runtime.SetFinalizer: finalizer already set")
	}
	sig := f.typ.FuncType()
	if len(sig.In) != 1 {
		fatal("runtime.SetFinalizer: cannot pass " + o.typ.Str + " to finalizer " + f.typ.Str)
	}
	// The argument: the pointer, or an interface holding it.
	word := uint32(0)
	if in := sig.In[0]; in.Kind_ == abi.Interface {
		word = address(unsafe.Pointer(o.typ))
		if inter := in.InterfaceType(); len(inter.Methods) != 0 {
			word = address(unsafe.Pointer(assertE2I(inter, o.typ)))
		}
	} else if in != o.typ {
		fatal("runtime.SetFinalizer: cannot pass " + o.typ.Str + " to finalizer " + f.typ.Str)
	}
	fn := f.data
	addSpecial(&special{obj: at, kind: specialFinalizer, call: func() { callFinalizer(sig, fn, word, at) }})
}

// callFinalizer calls fn with the object; its results are dropped.
func callFinalizer(sig *abi.FuncType, fn unsafe.Pointer, word, obj uint32) {
	size := uint32(0)
	for _, t := range sig.Out {
		size = (size+7)&^7 + t.Size_
	}
	// What the results refer to is nobody's concern.
	results := newelems(0, 8, size/8+1)
	var args [2]unsafe.Pointer
	if sig.In[0].Kind_ == abi.Interface {
		args[0] = pointer(word)
		args[1] = pointer(obj)
	} else {
		args[0] = pointer(obj)
	}
	callReflect(sig.Call, load32(address(fn)), fn, unsafe.Pointer(&args), results)
}

func isFinalizer(s *special) bool { return s.kind == specialFinalizer }

// ---------------------------------------------------------------- cleanups

// Cleanup is a handle to a call that AddCleanup arranged.
type Cleanup struct {
	s *special
}

// AddCleanup arranges for cleanup(arg) to be called some time after ptr's object has become unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	at := address(unsafe.Pointer(ptr))
	if ptr == nil {
		panicplain("runtime.AddCleanup: ptr is nil")
	}
	if spanOf(at) == nil {
		return Cleanup{}
	}
	s := &special{obj: at, kind: specialCleanup, call: func() { cleanup(arg) }}
	addSpecial(s)
	return Cleanup{s}
}

// Stop cancels the call, if it has not begun.
func (c Cleanup) Stop() {
	if c.s != nil {
		removeSpecial(c.s.obj, func(s *special) bool { return s == c.s })
	}
}

// ---------------------------------------------------------------- weak pointers

// weakMake gives the handle for the object around p, for package weak.
func weakMake(p unsafe.Pointer) *weakHandle {
	at := address(p)
	if len(specialTable) > 0 {
		for s := specialTable[specialSlot(at)]; s != nil; s = s.next {
			if s.obj == at && s.kind == specialWeak {
				return s.weak
			}
		}
	}
	h := &weakHandle{obj: at}
	if spanOf(at) != nil {
		addSpecial(&special{obj: at, kind: specialWeak, weak: h})
	}
	return h
}

// weakLoad is the object's address, or nil when it is gone.
func weakLoad(h *weakHandle) unsafe.Pointer {
	if gcMarking != 0 {
		// A reference comes into being that the snapshot did not see.
		mark(h.obj)
	}
	return pointer(h.obj)
}

// Breakpoint does nothing: there is no debugger to stop in.
func Breakpoint() {}

// KeepAlive keeps x reachable until here.
//
//go:noinline
func KeepAlive(x any) {}

// keepPointer keeps what p points to reachable until here; compiled calls that give pointers away as numbers end with it.
//
//go:noinline
func keepPointer(p unsafe.Pointer) {}
