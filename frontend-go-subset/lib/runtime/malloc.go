// Allocation. Small sizes are rounded up to a size class. Spans either hold objects without pointers (noscan) or keep, behind
// the objects, one type word for each of them, which is how the collector knows where their pointers are.
//
//	object   free (allocBits 0) -> in the cache of its class (refill) -> handed out
//	         a collection marks what is reachable; sweeping makes the marks the new allocBits
//
// The way of an allocation: take the lowest free object of the cache of the class; when there is none, refill the cache with
// the free objects of the next group (4 KiB, at most 64 objects). All accounting, zeroing and all steps of the collector belong
// to refill, so that the way itself is a dozen instructions without a call.
package runtime

import (
	"internal/abi"
	"unsafe"
)

const (
	maxSmall   = 2048
	numClasses = 25
	// groupBytes bounds what a refill hands out.
	groupBytes = 4096
)

// classSizes are multiples of 8, spaced so that rounding wastes little.
var classSizes = [numClasses]uint16{
	8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 1024, 1280, 1536, 2048,
}

// sizeClass[(size+7)/8] is the class for a size.
var sizeClass [maxSmall/8 + 1]uint8

// allocCache holds the free objects of a group: bit i of free stands for the object at base + i*size, whose type word is at
// types + i*4. They are zero already, and counted as allocated.
type allocCache struct {
	free  uint64
	base  uint32
	types uint32
}

// Class k has cache 2*k for objects with pointers, 2*k+1 for those without.
var caches [2 * numClasses]allocCache

// classList: the spans of a class, the one the cache's group belongs to, and the next one to look for free objects in.
type classList struct {
	all, current, sweep *mspan
	// early: the next one to be swept before the allocator comes to it.
	early *mspan
}

var (
	classes [2 * numClasses]classList
	large   *mspan

	// heapLive counts the bytes of objects that were alive at the last collection or handed out since.
	heapLive uint64
	// Objects and bytes handed out and freed since the program began; what lies in caches counts as handed out.
	mallocCount, freeCount uint64
	mallocBytes            uint64
)

//go:noroots
func persistentInit() {
	// What is left of the last page of static data is the first persistent memory.
	persistentNext = (module.dataEnd + 15) &^ 15
	persistentEnd = uint32(memoryGrow(0)) << 16
}

//go:noroots
func mallocinit() {
	class := uint8(0)
	for i := uint32(0); i <= maxSmall/8; i++ {
		if i*8 > uint32(classSizes[class]) {
			class++
		}
		sizeClass[i] = class
	}
	gcinit()
}

// mallocgc returns zeroed memory for an object. typ is the address of a descriptor, of the whole object or of an element of
// an array that fills it; 0 when it holds no pointers.
func mallocgc(size uint32, typ uint32) unsafe.Pointer {
	if size > maxSmall {
		return mallocLarge(size, typ)
	}
	class := uint32(sizeClass[(size+7)>>3])
	index := class << 1
	if typ == 0 {
		index++
	}
	c := &caches[index]
	if c.free == 0 {
		refill(index)
	}
	bit := ctz64(c.free)
	c.free &= c.free - 1
	if typ != 0 {
		store32(c.types+bit<<2, typ)
	}
	return pointer(c.base + bit*uint32(classSizes[class]))
}

// refill fills the empty cache of a class, after giving the collector its turn.
//
//go:noinline
func refill(index uint32) {
	if heapLive >= gcNext {
		gcPoll()
	}
	if !fillCache(index) {
		gcFull()
		if !fillCache(index) {
			outOfMemory()
		}
	}
}

// fillCache is false when memory is used up.
//
//go:noroots
func fillCache(index uint32) bool {
	c := &classes[index]
	for {
		s := c.current
		if s == nil {
			s = nextSpan(index)
			if s == nil {
				return false
			}
		}
		if s.fill(&caches[index]) {
			return true
		}
		c.current = nil
	}
}

// nextSpan finds a span with free objects, perhaps a new one, and makes it the class's current one.
//
//go:noroots
func nextSpan(index uint32) *mspan {
	c := &classes[index]
	for c.sweep != nil {
		s := c.sweep
		c.sweep = s.next
		if s.sweepGen != sweepGen && !s.sweep() {
			continue
		}
		if s.allocated < s.nelems {
			c.current = s
			return s
		}
	}
	c.current = newClassSpan(index)
	return c.current
}

//go:noroots
func newClassSpan(index uint32) *mspan {
	size := uint32(classSizes[index>>1])
	npages := uint32(1)
	if size > 128 {
		npages = 2
	}
	if size > 512 {
		npages = 4
	}
	s := allocRun(npages)
	if s == nil {
		return nil
	}
	s.state = spanSmall
	s.class = uint8(index)
	s.elemsize = size
	s.magic = 0xffffffff/size + 1
	each := size
	if index&1 == 0 {
		each += 4
	}
	n := npages << pageShift / each
	s.nelems = n
	bits := (n + 63) / 64 * 8
	s.allocBits = sideAlloc(bits)
	s.markBits = sideAlloc(bits)
	if index&1 == 0 {
		s.types = s.base + n*size
	}
	s.allocated = 0
	s.nextFree = 0
	s.sweepGen = sweepGen
	s.insert(&classes[index].all)
	return s
}

// fill puts the next group of free objects into the cache; false when the span has none left.
//
//go:noroots
func (s *mspan) fill(c *allocCache) bool {
	group := uint32(64)
	for group*s.elemsize > groupBytes {
		group >>= 1
	}
	for s.nextFree < s.nelems {
		at := s.nextFree
		n := group
		if left := s.nelems - at; left < n {
			n = left
		}
		if left := 64 - at&63; left < n {
			n = left
		}
		free := ^(load64(s.allocBits+at>>6<<3) >> (at & 63)) & (^uint64(0) >> (64 - n))
		if gcStress != 0 {
			// One object at a time, so that every allocation comes here.
			free &= -free
		}
		if free == 0 {
			s.nextFree = at + n
			continue
		}
		if gcStress != 0 {
			at += ctz64(free)
			free = 1
			s.nextFree = at + 1
		} else {
			s.nextFree = at + n
		}
		n = popcnt64(free)
		c.free = free
		c.base = s.base + at*s.elemsize
		c.types = s.types + at<<2
		s.allocated += n
		heapLive += uint64(n * s.elemsize)
		mallocBytes += uint64(n * s.elemsize)
		mallocCount += uint64(n)
		if s.dirty != 0 {
			clearObjects(c.base, s.elemsize, free)
		}
		if gcMarking != 0 {
			s.markNew(at, free)
		}
		return true
	}
	return false
}

// clearObjects zeroes the objects whose bits are set, neighbours together.
//
//go:noroots
func clearObjects(base, size uint32, bits uint64) {
	for bits != 0 {
		first := ctz64(bits)
		count := ctz64(^(bits >> first))
		memclr(pointer(base+first*size), count*size)
		if first+count >= 64 {
			return
		}
		bits &^= (uint64(1)<<count - 1) << first
	}
}

// emptyCaches takes back what the caches hold, at the end of a collection.
//
//go:noroots
func emptyCaches() {
	for index := uint32(0); index < 2*numClasses; index++ {
		c := &caches[index]
		if s := classes[index].current; s != nil && c.free != 0 {
			n := popcnt64(c.free)
			mallocBytes -= uint64(n * s.elemsize)
			mallocCount -= uint64(n)
			s.allocated -= n
			s.unmarkNew((c.base-s.base)/s.elemsize, c.free)
		}
		c.free = 0
		classes[index].current = nil
	}
}

// cachedObjects counts what lies in caches.
//
//go:noroots
func cachedObjects() (count, bytes uint64) {
	for index := uint32(0); index < 2*numClasses; index++ {
		n := uint64(popcnt64(caches[index].free))
		count += n
		bytes += n * uint64(classSizes[index>>1])
	}
	return count, bytes
}

// Bit arrays of released spans are kept for reuse in lists by size.
var sideFree [maxSide/8 + 1]uint32

const maxSide = 256

//go:noroots
func sideAlloc(n uint32) uint32 {
	if a := sideFree[n/8]; a != 0 {
		sideFree[n/8] = load32(a)
		memclr(pointer(a), n)
		return a
	}
	return persistentAlloc(n)
}

//go:noroots
func sideRelease(a, n uint32) {
	store32(a, sideFree[n/8])
	sideFree[n/8] = a
}

func mallocLarge(size uint32, typ uint32) unsafe.Pointer {
	if heapLive+uint64(size) >= gcNext {
		gcPollLarge(size)
	}
	p := allocLarge(size, typ)
	if p == nil {
		gcFull()
		p = allocLarge(size, typ)
		if p == nil {
			outOfMemory()
		}
	}
	return p
}

// allocLarge is nil when memory is used up.
//
//go:noroots
func allocLarge(size uint32, typ uint32) unsafe.Pointer {
	if size > 0xffff0000 {
		return nil
	}
	npages := (size + pageSize - 1) >> pageShift
	s := allocRun(npages)
	if s == nil {
		return nil
	}
	s.state = spanLarge
	s.elemsize = npages << pageShift
	s.nelems = 1
	s.allocated = 1
	s.largeType = typ
	s.sweepGen = sweepGen
	s.markGen = 0
	s.insert(&large)
	heapLive += uint64(s.elemsize)
	mallocBytes += uint64(s.elemsize)
	mallocCount++
	if gcMarking != 0 {
		s.markGen = markGen
		liveBytes += uint64(s.elemsize)
	}
	if s.dirty != 0 {
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
