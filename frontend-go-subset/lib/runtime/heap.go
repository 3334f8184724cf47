// The heap's pages. Memory is handed out in pages of 8 KiB; a span is a run of pages that holds objects of one size, one large
// object, or what the runtime itself keeps there.
//
//	page table   pages[addr>>22][addr>>13&511] is the span a page belongs to (in use, or the first and last page of a free run)
//	span         free -> in use (allocRun) -> free (release, from sweeping) -> its memory given back to the system (scavenge)
//
// Functions marked noroots are the inside of the allocator and the collector: pointers in their variables are invisible to
// the collector, which never runs while they do (except that they are it), and they run without nil and bounds checks.
package runtime

import (
	"internal/host"
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
	funcs              uint32 // array of funcEntry
	nfuncs             uint32
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
	// Runs of up to maxRun pages have a free list of their own length.
	maxRun = 64
)

const (
	spanFree uint8 = iota
	spanSmall
	spanLarge
	// spanManual: the runtime's own; the collector does not look at it.
	spanManual
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
	// types is the array of type words behind the objects, 0 for noscan; large objects have theirs in largeType.
	types     uint32
	largeType uint32
	// allocBits and markBits are arrays of nelems bits.
	allocBits, markBits uint32
	// allocated counts the objects handed out; next is the first that has not been looked at since the last sweep.
	allocated, nextFree uint32
	// sweepGen is the collection after which the span was swept; markGen (large objects) the one that found it alive.
	sweepGen, markGen uint32
	// scanned: how far marking has come in a large object; grayNext links those that wait for the rest.
	scanned  uint32
	grayNext *mspan
	// dirty counts the pages of a free run that may hold old data; 0 in use: the memory came zeroed.
	dirty uint32
	// front counts the pages at the beginning of a free run that were given back already.
	front uint32
	state uint8
	class uint8
}

var (
	pages [1 << (32 - chunkShift)]uint32 // of [chunkPages]*mspan

	freeRuns  [maxRun + 1]*mspan // freeRuns[0]: longer ones
	freeSpans *mspan             // unused descriptors

	persistentNext, persistentEnd uint32
	// heapLow and heapSize bound the addresses that were ever part of the heap.
	heapLow, heapSize uint32

	heapInUse uint64 // bytes of pages in spans
	heapDirty uint64 // bytes of free pages that hold old data, and so are backed by the system
	heapSys   uint64 // bytes of pages ever made
	sideSys   uint64 // bytes taken for the allocator's own tables
	zeroWord  uint64
)

// ---------------------------------------------------------------- intrinsics (lower/intrinsics.ts)

func address(p unsafe.Pointer) uint32           { return address(p) }
func pointer(a uint32) unsafe.Pointer           { return pointer(a) }
func memmove(dst, src unsafe.Pointer, n uint32) { memmove(dst, src, n) }
func memclr(p unsafe.Pointer, n uint32)         { memclr(p, n) }
func memoryGrow(pages uint32) int32             { return memoryGrow(pages) }
func ctz64(x uint64) uint32                     { return ctz64(x) }
func popcnt64(x uint64) uint32                  { return popcnt64(x) }
func getSSP() uint32                            { return getSSP() }
func getSSL() uint32                            { return getSSL() }
func getSSB() uint32                            { return getSSB() }
func setSSP(a uint32)                           { setSSP(a) }
func setOwner(a uint32)                         { setOwner(a) }
func setSSL(a uint32)                           { setSSL(a) }
func setSSB(a uint32)                           { setSSB(a) }
func trap()                                     { trap() }

//go:noroots
func load32(a uint32) uint32 { return *(*uint32)(pointer(a)) }

//go:noroots
func store32(a, v uint32) { *(*uint32)(pointer(a)) = v }

//go:noroots
func load64(a uint32) uint64 { return *(*uint64)(pointer(a)) }

//go:noroots
func store64(a uint32, v uint64) { *(*uint64)(pointer(a)) = v }

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
			size = (n + 0xffff) &^ 0xffff
		}
		a := sysAlloc(size)
		if a == 0 {
			outOfMemory()
		}
		sideSys += uint64(size)
		if n > 1<<14 {
			return a
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

// newSpan takes a descriptor. Its generations are those of no collection.
//
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

// takeRun takes a free run off its list and gives its descriptor up.
//
//go:noroots
func (s *mspan) takeRun() {
	s.remove(runList(s.npages))
	heapDirty -= uint64(s.dirty) << pageShift
	s.next = freeSpans
	freeSpans = s
}

// freeRun puts pages back, joined with free neighbours.
//
//go:noroots
func freeRun(base, npages, dirty uint32) {
	if before := spanOf(base - 1); before != nil && before.state == spanFree && before.base+before.npages<<pageShift == base {
		base = before.base
		npages += before.npages
		dirty += before.dirty
		before.takeRun()
	}
	end := base + npages<<pageShift
	if end != 0 {
		if after := spanOf(end); after != nil && after.state == spanFree && after.base == end {
			npages += after.npages
			dirty += after.dirty
			after.takeRun()
		}
	}
	addRun(base, npages, dirty)
}

//go:noroots
func addRun(base, npages, dirty uint32) {
	s := newSpan()
	s.base = base
	s.npages = npages
	s.state = spanFree
	s.dirty = dirty
	heapDirty += uint64(dirty) << pageShift
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
		if !growHeap(npages) {
			return nil
		}
		s = findRun(npages)
	}
	s.remove(runList(s.npages))
	heapDirty -= uint64(s.dirty) << pageShift
	rest := s.npages - npages
	if rest > 0 {
		// Nobody knows which of the pages are dirty: either part may hold them all.
		dirty := s.dirty
		if dirty > rest {
			dirty = rest
		}
		addRun(s.base+npages<<pageShift, rest, dirty)
		s.npages = npages
	}
	for i := uint32(0); i < npages; i++ {
		setSpan(s.base+i<<pageShift, s)
	}
	heapInUse += uint64(npages) << pageShift
	return s
}

// growHeap adds fresh memory, in steps that grow with the heap.
//
//go:noroots
func growHeap(npages uint32) bool {
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
			return false
		}
	}
	if heapLow == 0 {
		heapLow = base
	}
	heapSize = base + want - heapLow
	heapSys += uint64(want)
	freeRun(base, want>>pageShift, 0)
	return true
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

// release returns the pages of a span that is on no list any more.
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
	freeRun(base, npages, npages)
}

// allocManual takes memory of whole pages for the runtime itself; its contents are anything.
//
//go:noroots
func allocManual(size uint32) uint32 {
	s := allocRun((size + pageSize - 1) >> pageShift)
	if s == nil {
		return 0
	}
	s.state = spanManual
	return s.base
}

//go:noroots
func freeManual(a uint32) { spanOf(a).release() }

// ---------------------------------------------------------------- giving memory back

var (
	// canRelease: the engine can take pages back. 0: not tried yet; 1: yes; 2: no.
	canRelease   uint8
	heapReleased uint64 // bytes given back, all in all
)

// releaseRun gives at most limit pages of a free run back to the system, from its front on; 0 when the engine cannot.
//
//go:noroots
func (s *mspan) releaseRun(limit uint32) uint32 {
	n := s.npages - s.front
	if n > limit {
		n = limit
	}
	if canRelease == 2 {
		return 0
	}
	if host.MemoryRelease(pointer(s.base+s.front<<pageShift), n<<pageShift) != 0 {
		canRelease = 2
		return 0
	}
	canRelease = 1
	s.front += n
	left := s.npages - s.front
	if left == 0 {
		s.front = 0
	}
	if s.dirty > left {
		heapReleased += uint64(s.dirty-left) << pageShift
		heapDirty -= uint64(s.dirty-left) << pageShift
		s.dirty = left
	}
	return n
}

// dirtyRun finds a free run of at least min pages that is worth giving back.
//
//go:noroots
func dirtyRun(min uint32) *mspan {
	for s := freeRuns[0]; s != nil; s = s.next {
		if s.dirty > 0 {
			return s
		}
	}
	for n := uint32(maxRun); n >= min; n-- {
		for s := freeRuns[n]; s != nil; s = s.next {
			if s.dirty > 0 {
				return s
			}
		}
	}
	return nil
}

// scavenge gives about n pages of free memory back, from runs of at least min pages; false when nothing is left to give.
//
//go:noroots
func scavenge(n, min uint32) bool {
	for n > 0 {
		s := dirtyRun(min)
		if s == nil {
			return false
		}
		given := s.releaseRun(n)
		if given == 0 {
			return false
		}
		n -= given
	}
	return true
}
