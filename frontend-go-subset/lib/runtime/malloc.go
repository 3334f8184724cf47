// The heap. Memory is handed out in pages of 8 KiB; a span is a run of pages that holds objects of one size (or one large
// object). Small sizes are rounded up to a size class. Spans either hold objects without pointers (noscan) or keep, beside the
// objects, one type word for each of them, which is how the collector knows where their pointers are.
//
//	page table   pages[addr>>22][addr>>13&511] is the span a page belongs to (in use, or the first and last page of a free run)
//	span         free -> in use (allocSpan) -> free (freeSpan, from sweeping)
//	object       free bit in allocBits 0 -> allocated 1; a collection marks, sweeping makes the marks the new allocBits
//
// Functions marked noroots are the inside of the allocator and the collector: pointers in their variables are invisible to
// the collector, which never runs while they do (except that they are it), and they run without nil and bounds checks.
package runtime

import (
	"internal/abi"
	"unsafe"
)

// moduleData is written by the compiler (lower/lower.ts).
type moduleData struct {
	dataStart, dataEnd uint32
	roots              uint32 // array of rootEntry
	nroots             uint32
	types              uint32 // array of *abi.Type: all descriptors
	ntypes             uint32
	gcStress           uint32
}

var module moduleData

// rootEntry: count values of a type in static memory.
type rootEntry struct {
	addr, typ, count uint32
}

const (
	pageShift  = 13
	pageSize   = 1 << pageShift
	chunkShift = 22
	chunkPages = 1 << (chunkShift - pageShift)

	maxSmall   = 2048
	numClasses = 25
	// Runs of up to maxRun pages have a free list of their own length.
	maxRun = 64
)

// classSizes are multiples of 8, spaced so that rounding wastes little.
var classSizes = [numClasses]uint16{
	8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 1024, 1280, 1536, 2048,
}

// sizeClass[(size+7)/8] is the class for a size.
var sizeClass [maxSmall/8 + 1]uint8

const (
	spanFree uint8 = iota
	spanSmall
	spanLarge
)

// mspan lives outside the heap. While in use on a class list it is linked by next and prev.
type mspan struct {
	next, prev *mspan
	base       uint32
	npages     uint32
	elemsize   uint32
	nelems     uint32
	// magic: offset/elemsize == offset*magic>>32 for all offsets in the span.
	magic uint32
	// types is the array of type words, 0 for noscan; large objects have theirs in largeType.
	types     uint32
	largeType uint32
	// allocBits and markBits are arrays of nelems bits.
	allocBits, markBits uint32
	// cache holds the free (1) bits of the 64 objects from cacheBase on that have not been handed out.
	cache     uint64
	cacheBase uint32
	state     uint8
	class     uint8
	// needzero: the memory may have been used before.
	needzero bool
	// swept: allocBits are those of the last collection.
	swept  bool
	marked bool // large objects
}

// classList is the state of one class, with pointers (2*class) or without (2*class+1).
type classList struct {
	current *mspan
	// all spans of the class; sweep is the next one to look for free objects in.
	all, sweep *mspan
}

var (
	classes [2 * numClasses]classList
	large   *mspan
	pages   [1 << (32 - chunkShift)]uint32 // of [chunkPages]*mspan

	freeRuns  [maxRun + 1]*mspan // freeRuns[0]: longer ones
	freeSpans *mspan             // unused descriptors

	persistentNext, persistentEnd uint32
	heapLow, heapHigh             uint32

	// heapLive counts bytes in objects since the last collection's survivors; a collection starts at heapTrigger.
	heapLive, heapTrigger uint64
	heapInUse             uint64
	totalAlloc, mallocs   uint64
	gcPercent             int32 = 100
	gcRunning             bool
	zeroWord              uint64
)

// ---------------------------------------------------------------- intrinsics (lower/intrinsics.ts)

func address(p unsafe.Pointer) uint32           { return address(p) }
func pointer(a uint32) unsafe.Pointer           { return pointer(a) }
func memmove(dst, src unsafe.Pointer, n uint32) { memmove(dst, src, n) }
func memclr(p unsafe.Pointer, n uint32)         { memclr(p, n) }
func memoryGrow(pages uint32) int32             { return memoryGrow(pages) }
func ctz64(x uint64) uint32                     { return ctz64(x) }
func getSSP() uint32                            { return getSSP() }
func getSSL() uint32                            { return getSSL() }
func getSSB() uint32                            { return getSSB() }
func setSSP(a uint32)                           { setSSP(a) }
func setSSL(a uint32)                           { setSSL(a) }
func setSSB(a uint32)                           { setSSB(a) }
func trap()                                     { trap() }

//go:noroots
func load32(a uint32) uint32 { return *(*uint32)(pointer(a)) }

//go:noroots
func store32(a, v uint32) { *(*uint32)(pointer(a)) = v }

// ---------------------------------------------------------------- memory from the engine

// sysAlloc extends the memory: at least n bytes at an address that is a multiple of 64 KiB, zeroed; or 0.
//
//go:noroots
func sysAlloc(n uint32) uint32 {
	old := memoryGrow((n + 0xffff) >> 16)
	if old < 0 {
		return 0
	}
	return uint32(old) << 16
}

// persistentAlloc returns zeroed memory that is never freed.
//
//go:noroots
func persistentAlloc(n uint32) uint32 {
	n = (n + 7) &^ 7
	if persistentEnd-persistentNext < n {
		size := uint32(1 << 16)
		if n > size/4 {
			a := sysAlloc(n)
			if a == 0 {
				outOfMemory()
			}
			return a
		}
		a := sysAlloc(size)
		if a == 0 {
			outOfMemory()
		}
		persistentNext = a
		persistentEnd = a + size
	}
	a := persistentNext
	persistentNext += n
	return a
}

//go:noroots
func outOfMemory() {
	fatal("runtime: out of memory")
}

// ---------------------------------------------------------------- pages

//go:noroots
func mallocinit() {
	class := uint8(0)
	for i := uint32(0); i <= maxSmall/8; i++ {
		if i*8 > uint32(classSizes[class]) {
			class++
		}
		sizeClass[i] = class
	}
	// What is left of the last page of static data is the first persistent memory.
	persistentNext = (module.dataEnd + 15) &^ 15
	persistentEnd = uint32(memoryGrow(0)) << 16
	heapLow = 0xffffffff
	heapTrigger = 4 << 20
	if module.gcStress != 0 {
		heapTrigger = 0
	}
}

//go:noroots
func spanOf(addr uint32) *mspan {
	chunk := pages[addr>>chunkShift]
	if chunk == 0 {
		return nil
	}
	return (*mspan)(pointer(load32(chunk + (addr>>pageShift&(chunkPages-1))*4)))
}

//go:noroots
func setSpan(addr uint32, s *mspan) {
	chunk := pages[addr>>chunkShift]
	if chunk == 0 {
		chunk = persistentAlloc(chunkPages * 4)
		pages[addr>>chunkShift] = chunk
	}
	store32(chunk+(addr>>pageShift&(chunkPages-1))*4, address(unsafe.Pointer(s)))
}

//go:noroots
func newSpan() *mspan {
	s := freeSpans
	if s == nil {
		return (*mspan)(pointer(persistentAlloc(uint32(unsafe.Sizeof(mspan{})))))
	}
	freeSpans = s.next
	*s = mspan{}
	return s
}

//go:noroots
func (s *mspan) insert(list **mspan) {
	s.prev = nil
	s.next = *list
	if s.next != nil {
		s.next.prev = s
	}
	*list = s
}

//go:noroots
func (s *mspan) remove(list **mspan) {
	if s.prev != nil {
		s.prev.next = s.next
	} else {
		*list = s.next
	}
	if s.next != nil {
		s.next.prev = s.prev
	}
	s.next = nil
	s.prev = nil
}

//go:noroots
func runList(npages uint32) **mspan {
	if npages > maxRun {
		npages = 0
	}
	return &freeRuns[npages]
}

// freeRun puts pages back, joined with free neighbours.
//
//go:noroots
func freeRun(base, npages uint32, needzero bool) {
	if before := spanOf(base - 1); before != nil && before.state == spanFree && before.base+before.npages<<pageShift == base {
		before.remove(runList(before.npages))
		base = before.base
		npages += before.npages
		needzero = needzero || before.needzero
		before.next = freeSpans
		freeSpans = before
	}
	end := base + npages<<pageShift
	if end != 0 {
		if after := spanOf(end); after != nil && after.state == spanFree && after.base == end {
			after.remove(runList(after.npages))
			npages += after.npages
			needzero = needzero || after.needzero
			after.next = freeSpans
			freeSpans = after
		}
	}
	s := newSpan()
	s.base = base
	s.npages = npages
	s.state = spanFree
	s.needzero = needzero
	setSpan(base, s)
	setSpan(base+(npages-1)<<pageShift, s)
	s.insert(runList(npages))
}

// allocRun takes npages pages: the best fit among the free runs, or fresh memory. nil when there is none.
//
//go:noroots
func allocRun(npages uint32) *mspan {
	s := findRun(npages)
	if s == nil {
		// Fresh memory comes in steps that grow with the heap.
		want := npages << pageShift
		step := uint32(heapInUse / 8)
		if step < 1<<18 {
			step = 1 << 18
		}
		if step > 16<<20 {
			step = 16 << 20
		}
		if want < step {
			want = step
		}
		want = (want + 0xffff) &^ 0xffff
		base := sysAlloc(want)
		if base == 0 {
			want = (npages<<pageShift + 0xffff) &^ 0xffff
			base = sysAlloc(want)
			if base == 0 {
				return nil
			}
		}
		if base < heapLow {
			heapLow = base
		}
		if base+want-1 > heapHigh {
			heapHigh = base + want - 1
		}
		freeRun(base, want>>pageShift, false)
		s = findRun(npages)
	}
	s.remove(runList(s.npages))
	rest := s.npages - npages
	if rest > 0 {
		r := newSpan()
		r.base = s.base + npages<<pageShift
		r.npages = rest
		r.state = spanFree
		r.needzero = s.needzero
		setSpan(r.base, r)
		setSpan(r.base+(rest-1)<<pageShift, r)
		r.insert(runList(rest))
		s.npages = npages
	}
	for i := uint32(0); i < npages; i++ {
		setSpan(s.base+i<<pageShift, s)
	}
	heapInUse += uint64(npages) << pageShift
	return s
}

//go:noroots
func findRun(npages uint32) *mspan {
	for n := npages; n <= maxRun; n++ {
		if s := freeRuns[n]; s != nil {
			return s
		}
	}
	var best *mspan
	for s := freeRuns[0]; s != nil; s = s.next {
		if s.npages >= npages && (best == nil || s.npages < best.npages) {
			best = s
		}
	}
	return best
}

// freeSpan returns the pages of a span that is on no list any more.
//
//go:noroots
func (s *mspan) release() {
	heapInUse -= uint64(s.npages) << pageShift
	for i := uint32(0); i < s.npages; i++ {
		setSpan(s.base+i<<pageShift, nil)
	}
	base, npages := s.base, s.npages
	s.state = spanFree
	s.next = freeSpans
	freeSpans = s
	freeRun(base, npages, true)
}

// ---------------------------------------------------------------- small objects

// newClassSpan makes a span for a class.
//
//go:noroots
func newClassSpan(index uint32) *mspan {
	class := index >> 1
	size := uint32(classSizes[class])
	npages := uint32(1)
	if size > 512 {
		npages = 2
	}
	s := allocRun(npages)
	if s == nil {
		return nil
	}
	s.state = spanSmall
	s.class = uint8(index)
	s.elemsize = size
	s.magic = 0xffffffff/size + 1
	n := npages << pageShift / size
	s.nelems = n
	words := (n + 63) / 64
	s.allocBits = persistentBits(words * 8)
	s.markBits = persistentBits(words * 8)
	if index&1 == 0 {
		s.types = persistentTypes(n * 4)
	}
	s.cacheBase = 0
	s.cache = s.cacheAt(0)
	s.swept = true
	s.insert(&classes[index].all)
	return s
}

// Bit and type arrays of released spans are kept for reuse in lists by size.
var sideFree [2048/8 + 1]uint32

//go:noroots
func persistentBits(n uint32) uint32 { return sideAlloc(n) }

//go:noroots
func persistentTypes(n uint32) uint32 { return sideAlloc((n + 7) &^ 7) }

//go:noroots
func sideAlloc(n uint32) uint32 {
	if n <= 2048 {
		if a := sideFree[n/8]; a != 0 {
			sideFree[n/8] = load32(a)
			memclr(pointer(a), n)
			return a
		}
	}
	return persistentAlloc(n)
}

//go:noroots
func sideRelease(a, n uint32) {
	n = (n + 7) &^ 7
	if a == 0 || n > 2048 {
		return
	}
	store32(a, sideFree[n/8])
	sideFree[n/8] = a
}

// cacheAt gives the free objects among the 64 from base on.
//
//go:noroots
func (s *mspan) cacheAt(base uint32) uint64 {
	free := ^*(*uint64)(pointer(s.allocBits + base/8))
	if left := s.nelems - base; left < 64 {
		free &= 1<<left - 1
	}
	return free
}

// refill finds a span of the class with a free object.
//
//go:noroots
func refill(index uint32) *mspan {
	c := &classes[index]
	if s := c.current; s != nil {
		for s.cacheBase+64 < s.nelems {
			s.cacheBase += 64
			s.cache = s.cacheAt(s.cacheBase)
			if s.cache != 0 {
				return s
			}
		}
		c.current = nil
	}
	for c.sweep != nil {
		s := c.sweep
		c.sweep = s.next
		if s.swept {
			continue
		}
		if !s.sweep() {
			continue
		}
		s.cacheBase = 0
		s.cache = s.cacheAt(0)
		for s.cache == 0 && s.cacheBase+64 < s.nelems {
			s.cacheBase += 64
			s.cache = s.cacheAt(s.cacheBase)
		}
		if s.cache != 0 {
			c.current = s
			return s
		}
	}
	s := newClassSpan(index)
	c.current = s
	return s
}

// mallocgc returns zeroed memory for an object. typ is the address of a descriptor, of the whole object or of an element of
// an array that fills it; 0 when it holds no pointers.
func mallocgc(size uint32, typ uint32) unsafe.Pointer {
	if heapLive >= heapTrigger {
		gcTrigger()
	}
	if size > maxSmall {
		return mallocLarge(size, typ)
	}
	index := uint32(sizeClass[(size+7)>>3]) << 1
	if typ == 0 {
		index++
	}
	return mallocSmall(index, typ)
}

//go:noroots
func mallocSmall(index, typ uint32) unsafe.Pointer {
	s := classes[index].current
	if s == nil || s.cache == 0 {
		s = refill(index)
		if s == nil {
			s = collectAndRefill(index)
		}
	}
	bit := ctz64(s.cache)
	s.cache &= s.cache - 1
	i := s.cacheBase + bit
	size := s.elemsize
	a := s.base + i*size
	if typ != 0 {
		store32(s.types+i*4, typ)
	}
	heapLive += uint64(size)
	if s.needzero {
		if size <= 64 {
			for n := a + size; a < n; n -= 8 {
				*(*uint64)(pointer(n - 8)) = 0
			}
		} else {
			memclr(pointer(a), size)
		}
	}
	return pointer(a)
}

//go:noroots
func collectAndRefill(index uint32) *mspan {
	outOfMemory()
	return nil
}

//go:noroots
func mallocLarge(size uint32, typ uint32) unsafe.Pointer {
	if size > 0xffff0000 {
		outOfMemory()
	}
	npages := (size + pageSize - 1) >> pageShift
	s := allocRun(npages)
	if s == nil {
		outOfMemory()
	}
	s.state = spanLarge
	s.elemsize = npages << pageShift
	s.nelems = 1
	s.largeType = typ
	s.marked = false
	s.swept = true
	s.insert(&large)
	heapLive += uint64(s.elemsize)
	if s.needzero {
		memclr(pointer(s.base), s.elemsize)
	}
	return pointer(s.base)
}

// ---------------------------------------------------------------- what compiled code and the rest of the runtime call

func newobject(t *abi.Type) unsafe.Pointer {
	if t.Size_ == 0 {
		return unsafe.Pointer(&zeroWord)
	}
	return mallocgc(t.Size_, gcTypeOf(t))
}

// gcTypeOf is the type word for objects of type t.
func gcTypeOf(t *abi.Type) uint32 {
	if t.PtrBytes == 0 {
		return 0
	}
	return address(unsafe.Pointer(t))
}

func newarray(t *abi.Type, n int) unsafe.Pointer {
	if n < 0 || uint64(n)*uint64(t.Size_) > 0x7fffffff {
		panicplain("runtime: allocation size out of range")
	}
	return newelems(gcTypeOf(t), t.Size_, uint32(n))
}

// newelems is an array of n elements of the given size; typ as in mallocgc.
func newelems(typ uint32, size uint32, n uint32) unsafe.Pointer {
	if size*n == 0 {
		return unsafe.Pointer(&zeroWord)
	}
	return mallocgc(size*n, typ)
}
