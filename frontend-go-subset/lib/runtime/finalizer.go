// Finalizers. An entry does not keep its object alive: when a collection finds the object unreachable, it is kept for this once,
// with everything it refers to, and a goroutine of the runtime calls the function.
//
//	waiting -> ready (the object was found unreachable) -> run, and gone
package runtime

import (
	"internal/abi"
	"unsafe"
)

type finalizer struct {
	obj   uint32 // hidden from the collector
	ready bool
	// A closure taking one pointer, or one interface of type word.
	fn    unsafe.Pointer
	iface bool
	word  unsafe.Pointer
}

var (
	finalizers                         []finalizer
	finalizersReady, finalizersRunning bool
)

// SetFinalizer arranges for finalizer(obj) to be called when obj, a pointer to the beginning of an object, has become
// unreachable; nil takes a finalizer away.
func SetFinalizer(obj any, fn any) {
	o := (*eface)(unsafe.Pointer(&obj))
	if o.typ == nil || o.typ.Kind_ != abi.Pointer {
		fatal("runtime.SetFinalizer: first argument is not a pointer")
	}
	at := address(o.data)
	for i := range finalizers {
		if finalizers[i].obj == at {
			finalizers[i] = finalizers[len(finalizers)-1]
			finalizers = finalizers[:len(finalizers)-1]
			break
		}
	}
	f := (*eface)(unsafe.Pointer(&fn))
	if f.typ == nil || spanOf(at) == nil {
		return
	}
	if f.typ.Kind_ != abi.Func || len(f.typ.FuncType().In) != 1 {
		fatal("runtime.SetFinalizer: cannot pass " + o.typ.Str + " to finalizer " + f.typ.Str)
	}
	if len(f.typ.FuncType().Out) != 0 {
		// Its results have nowhere to go.
		return
	}
	entry := finalizer{obj: at, fn: f.data}
	if in := f.typ.FuncType().In[0]; in.Kind_ == abi.Interface {
		entry.iface = true
		entry.word = unsafe.Pointer(o.typ)
		if inter := in.InterfaceType(); len(inter.Methods) != 0 {
			entry.word = unsafe.Pointer(assertE2I(inter, o.typ))
		}
	}
	finalizers = append(finalizers, entry)
}

// markFinalizers is called when everything reachable is marked.
//
//go:noroots
func markFinalizers() {
	// What an object with a finalizer refers to is alive until that has run: finalizers run in the order of references, and
	// never for objects in a cycle.
	for i := range finalizers {
		if f := &finalizers[i]; !f.ready {
			scanObjectOf(f.obj)
		}
	}
	markRest()
	for i := range finalizers {
		f := &finalizers[i]
		if !f.ready && !isMarked(f.obj) {
			f.ready = true
			finalizersReady = true
		}
	}
	for i := range finalizers {
		if f := &finalizers[i]; f.ready {
			mark(f.obj)
		}
	}
	markRest()
}

// scanObjectOf marks from the object at p, not the object.
//
//go:noroots
func scanObjectOf(p uint32) {
	s := spanOf(p)
	if s.state == spanSmall && s.types == 0 || s.state == spanLarge && s.largeType == 0 {
		return
	}
	if s.state == spanSmall {
		i := uint32(uint64(p-s.base) * uint64(s.magic) >> 32)
		p = s.base + i*s.elemsize
	} else {
		p = s.base
	}
	scanObject(p)
}

//go:noroots
func isMarked(p uint32) bool {
	s := spanOf(p)
	if s == nil {
		return true
	}
	if s.state == spanLarge {
		return s.marked
	}
	i := uint32(uint64(p-s.base) * uint64(s.magic) >> 32)
	return load32(s.markBits+i>>5<<2)&(1<<(i&31)) != 0
}

// callFinalizer calls a closure with one word or two (lower/intrinsics.ts).
func callFinalizer1(fn, obj unsafe.Pointer)       { callFinalizer1(fn, obj) }
func callFinalizer2(fn, word, obj unsafe.Pointer) { callFinalizer2(fn, word, obj) }

func startFinalizers() {
	finalizersRunning = true
	newsystem(runFinalizers)
}

func runFinalizers() {
	finalizersReady = false
	for i := 0; i < len(finalizers); {
		f := finalizers[i]
		if !f.ready {
			i++
			continue
		}
		finalizers[i] = finalizers[len(finalizers)-1]
		finalizers[len(finalizers)-1] = finalizer{}
		finalizers = finalizers[:len(finalizers)-1]
		obj := pointer(f.obj)
		if f.iface {
			callFinalizer2(f.fn, f.word, obj)
		} else {
			callFinalizer1(f.fn, obj)
		}
		i = 0
	}
	finalizersRunning = false
}

// Breakpoint does nothing: there is no debugger to stop in.
func Breakpoint() {}
