// The collector: stop, mark from the roots, go on; spans are swept when the allocator next looks at them. Objects do not move.
//
// Roots are the typed static memory the compiler listed, and the shadow stacks of all goroutines. Words found on shadow stacks
// and in memory of a type that is not known exactly may hold anything: what is no address in a live object is passed over.
package runtime

import (
	"internal/abi"
	"unsafe"
)

var (
	// The mark stack: addresses of marked objects that have not been scanned.
	markStack, markTop, markLimit uint32
	markOverflow                  bool
	liveBytes                     uint64
	numGC                         uint32
)

func gcTrigger() {
	collect()
	if finalizersReady && !finalizersRunning {
		startFinalizers()
	}
}

// collect runs one whole collection.
//
//go:noroots
func collect() {
	if gcRunning {
		return
	}
	gcRunning = true
	finishSweeping()
	if markStack == 0 {
		markStack = sysAlloc(1 << 16)
		if markStack == 0 {
			outOfMemory()
		}
		markLimit = markStack + 1<<16
	}
	markTop = markStack
	liveBytes = 0
	markRoots()
	markRest()
	markFinalizers()
	startSweeping()
	live := liveBytes
	numGC++
	heapLive = live
	if gcPercent < 0 {
		heapTrigger = 1 << 62
	} else {
		heapTrigger = live + live*uint64(gcPercent)/100
		if heapTrigger < 4<<20 {
			heapTrigger = 4 << 20
		}
		if heapTrigger < live+1<<20 {
			heapTrigger = live + 1<<20
		}
	}
	if module.gcStress != 0 {
		heapTrigger = 0
	}
	gcRunning = false
}

// markRest finishes what the mark stack had no room for.
//
//go:noroots
func markRest() {
	drain()
	for markOverflow {
		markOverflow = false
		rescan()
	}
}

//go:noroots
func markRoots() {
	a := module.roots
	for i := uint32(0); i < module.nroots; i++ {
		r := (*rootEntry)(pointer(a + i*12))
		t := (*abi.Type)(pointer(r.typ))
		scanTyped(r.addr, t.Size_*r.count, r.typ)
	}
	scanWords(getSSP(), getSSB())
	if mainStackLow != 0 {
		scanWords(mainStackLow, mainStackHigh)
	}
	for gp := allg; gp != nil; gp = gp.allnext {
		if gp != curg && gp.status != gDead {
			scanWords(gp.ssp, gp.ssb)
		}
	}
}

// scanWords marks from words that may be pointers.
//
//go:noroots
func scanWords(from, to uint32) {
	for a := from; a < to; a += 4 {
		mark(load32(a))
	}
}

// scanTyped marks from the pointers of consecutive values of a type in [base, base+size).
//
//go:noroots
func scanTyped(base, size, typ uint32) {
	t := (*abi.Type)(pointer(typ))
	step := t.Size_
	bits := address(unsafe.Pointer(t.GCData))
	words := t.PtrBytes >> 2
	if words == 0 {
		return
	}
	if words == 1 {
		for a := base; size >= 4; {
			mark(load32(a))
			if size < step {
				return
			}
			a += step
			size -= step
		}
		return
	}
	for size >= t.PtrBytes {
		for w := uint32(0); w < words; w += 8 {
			b := uint32(*(*uint8)(pointer(bits + w>>3)))
			for a := base + w<<2; b != 0; b >>= 1 {
				if b&1 != 0 {
					mark(load32(a))
				}
				a += 4
			}
		}
		if size < step {
			return
		}
		base += step
		size -= step
	}
}

// mark notes that the object around address p, if any, is alive.
//
//go:noroots
func mark(p uint32) {
	if p < heapLow || p > heapHigh {
		return
	}
	s := spanOf(p)
	if s == nil {
		return
	}
	switch s.state {
	case spanSmall:
		i := uint32(uint64(p-s.base) * uint64(s.magic) >> 32)
		if i >= s.nelems {
			return
		}
		word := (*uint32)(pointer(s.markBits + i>>5<<2))
		bit := uint32(1) << (i & 31)
		if *word&bit != 0 {
			return
		}
		*word |= bit
		liveBytes += uint64(s.elemsize)
		if s.types != 0 {
			push(s.base + i*s.elemsize)
		}
	case spanLarge:
		if s.marked {
			return
		}
		s.marked = true
		liveBytes += uint64(s.elemsize)
		if s.largeType != 0 {
			push(s.base)
		}
	}
}

//go:noroots
func push(a uint32) {
	if markTop == markLimit {
		size := markLimit - markStack
		bigger := uint32(0)
		if size < 1<<28 {
			bigger = sysAlloc(size * 2)
		}
		if bigger == 0 {
			markOverflow = true
			return
		}
		memmove(pointer(bigger), pointer(markStack), size)
		markStack = bigger
		markTop = bigger + size
		markLimit = bigger + size*2
	}
	store32(markTop, a)
	markTop += 4
}

//go:noroots
func drain() {
	for markTop != markStack {
		markTop -= 4
		scanObject(load32(markTop))
	}
}

//go:noroots
func scanObject(a uint32) {
	s := spanOf(a)
	if s.state == spanLarge {
		scanTyped(a, s.elemsize, s.largeType)
		return
	}
	i := uint32(uint64(a-s.base) * uint64(s.magic) >> 32)
	typ := load32(s.types + i*4)
	if typ != 0 {
		scanTyped(a, s.elemsize, typ)
	}
}

// rescan scans every marked object again, when the mark stack could not hold them all.
//
//go:noroots
func rescan() {
	for index := uint32(0); index < 2*numClasses; index += 2 {
		for s := classes[index].all; s != nil; s = s.next {
			for i := uint32(0); i < s.nelems; i++ {
				if load32(s.markBits+i>>5<<2)&(1<<(i&31)) != 0 {
					scanObject(s.base + i*s.elemsize)
					drain()
				}
			}
		}
	}
	for s := large; s != nil; s = s.next {
		if s.marked && s.largeType != 0 {
			scanObject(s.base)
			drain()
		}
	}
}

// startSweeping makes all spans wait for their sweep; dead large objects go at once.
//
//go:noroots
func startSweeping() {
	for index := uint32(0); index < 2*numClasses; index++ {
		c := &classes[index]
		c.current = nil
		c.sweep = c.all
		for s := c.all; s != nil; s = s.next {
			s.swept = false
			s.cache = 0
		}
	}
	for s := large; s != nil; {
		next := s.next
		if s.marked {
			s.marked = false
		} else {
			s.remove(&large)
			s.release()
		}
		s = next
	}
}

// finishSweeping sweeps what the allocator has not come to since the last collection.
//
//go:noroots
func finishSweeping() {
	for index := uint32(0); index < 2*numClasses; index++ {
		c := &classes[index]
		for s := c.sweep; s != nil; {
			next := s.next
			if !s.swept {
				s.sweep()
			}
			s = next
		}
		c.sweep = nil
	}
}

// sweep makes the marks the allocation bits; false when nothing is left and the span is gone.
//
//go:noroots
func (s *mspan) sweep() bool {
	words := (s.nelems + 63) / 64
	alive := uint64(0)
	for i := uint32(0); i < words; i++ {
		alive |= *(*uint64)(pointer(s.markBits + i*8))
	}
	s.swept = true
	s.needzero = true
	if alive == 0 {
		s.remove(&classes[s.class].all)
		sideRelease(s.allocBits, words*8)
		sideRelease(s.markBits, words*8)
		if s.types != 0 {
			sideRelease(s.types, s.nelems*4)
		}
		s.release()
		return false
	}
	s.allocBits, s.markBits = s.markBits, s.allocBits
	memclr(pointer(s.markBits), words*8)
	return true
}

// GC runs a garbage collection.
func GC() {
	gcTrigger()
}

// MemStats holds what the heap can tell about itself; a part of Go's struct.
type MemStats struct {
	Alloc, TotalAlloc, Sys, Mallocs, Frees                             uint64
	HeapAlloc, HeapSys, HeapIdle, HeapInuse, HeapReleased, HeapObjects uint64
	StackInuse, StackSys, NextGC, LastGC, PauseTotalNs                 uint64
	NumGC                                                              uint32
}

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	sys := uint64(uint32(memoryGrow(0))) << 16
	m.Alloc = heapLive
	m.HeapAlloc = heapLive
	m.TotalAlloc = heapLive
	m.HeapInuse = heapInUse
	m.Sys = sys
	m.HeapSys = sys
	m.NextGC = heapTrigger
	m.NumGC = numGC
}

// KeepAlive keeps x reachable until here.
//
//go:noinline
func KeepAlive(x any) {}
