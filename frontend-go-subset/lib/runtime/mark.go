// Marking. Roots are the typed static memory the compiler listed, and the shadow stacks of all goroutines. Words found on shadow
// stacks and in memory of a type that is not known exactly may hold anything: what is no address in a live object is passed over.
//
// Marking goes on in steps between which the program runs. It finds everything that could be reached when it began (a
// snapshot): compiled code tells of every pointer in memory it is about to overwrite (writeptr, beforewrite), objects made
// meanwhile are born marked, and a goroutine's stack is read before the goroutine runs for the first time in the collection.
// So no stack is ever read twice, and when the mark stack is empty and all roots were read, marking is over.
package runtime

import (
	"internal/abi"
	"unsafe"
)

var (
	// gcMarking is 1 while a collection marks.
	gcMarking uint32
	// markGen numbers the collections.
	markGen uint32

	// The mark stack: addresses of marked small objects that have not been scanned.
	markStack, markTop, markLimit uint32
	markOverflow                  bool
	// gray: large objects that have not been scanned to their ends.
	gray *mspan
	// What is left of the roots: the next entry of module.roots, how far it was read, the next goroutine.
	rootNext, rootDone uint32
	rootG              *g
	rootSpecial        uint32

	// markBudget is what the step may still do, in bytes scanned; markWork what the collection has done.
	markBudget int32
	markWork   uint64
	liveBytes  uint64
)

const (
	// readFirst: roots of up to so many bytes are read at the beginning, so that compiled code need not tell what it
	// overwrites there (readFirstLimit in lower/program.ts).
	readFirst     = 4096
	markStackSize = 64 << 10
	// scanChunk is how much of a large object is read at a time.
	scanChunk = 32 << 10
	// objectCost stands for what an object costs besides its bytes.
	objectCost = 32
)

// markBegin takes the snapshot.
//
//go:noroots
func markBegin() {
	markGen++
	gcMarking = 1
	if markStack == 0 {
		markStack = allocManual(markStackSize)
		if markStack == 0 {
			outOfMemory()
		}
		markLimit = markStack + markStackSize
	}
	markTop = markStack
	markOverflow = false
	gray = nil
	rootNext = 0
	rootDone = 0
	rootG = allg
	rootSpecial = 0
	markWork = 0
	liveBytes = 0
	for index := uint32(0); index < 2*numClasses; index++ {
		c := &caches[index]
		if c.free != 0 {
			s := classes[index].current
			s.markNew((c.base-s.base)/s.elemsize, c.free)
		}
	}
	for i := uint32(0); i < module.nroots; i++ {
		r := (*rootEntry)(pointer(module.roots + i*12))
		if size := (*abi.Type)(pointer(r.typ)).Size_ * r.count; size <= readFirst {
			scanTyped(r.addr, size, r.typ)
		}
	}
	markWords(getSSP(), getSSB())
	if mainStackLow != 0 {
		markWords(mainStackLow, mainStackHigh)
	}
	g0.markObjects()
	curg.markObjects()
	curg.scanGen = markGen
}

// markStep marks until the budget is used up; true when everything is marked.
//
//go:noroots
func markStep(budget int32) bool {
	markBudget = budget
	for {
		drain()
		if markBudget <= 0 {
			return false
		}
		switch {
		case gray != nil:
			scanGray()
		case rootNext < module.nroots:
			scanRoot()
		case rootG != nil:
			gp := rootG
			rootG = gp.allnext
			gp.scanStack()
		case rootSpecial < uint32(len(specialTable)):
			scanSpecials(rootSpecial)
			rootSpecial++
		case markOverflow:
			markOverflow = false
			rescan()
		default:
			return true
		}
	}
}

// markAll marks to the end.
//
//go:noroots
func markAll() {
	for !markStep(1 << 30) {
	}
}

// markEnd gives back what a deep mark stack took.
//
//go:noroots
func markEnd() {
	gcMarking = 0
	if markLimit-markStack > 4*markStackSize {
		freeManual(markStack)
		markStack = 0
	}
}

// ---------------------------------------------------------------- roots

// scanRoot reads a piece of static memory.
//
//go:noroots
func scanRoot() {
	r := (*rootEntry)(pointer(module.roots + rootNext*12))
	size := (*abi.Type)(pointer(r.typ)).Size_
	from := rootDone
	to := r.count
	if size*to <= readFirst {
		rootNext++
		return
	}
	if size != 0 && to-from > scanChunk/size+1 {
		to = from + scanChunk/size + 1
	}
	scanTyped(r.addr+from*size, (to-from)*size, r.typ)
	rootDone = to
	if to == r.count {
		rootNext++
		rootDone = 0
	}
}

// scanStack reads the goroutine's stack, unless that was done in this collection.
//
//go:noroots
func (gp *g) scanStack() {
	if gp.scanGen == markGen {
		return
	}
	gp.scanGen = markGen
	if gp.status != gDead {
		markWords(gp.ssp, gp.ssb)
		gp.markObjects()
	}
	markBudget -= objectCost
}

// markWords marks from words that may be pointers.
//
//go:noroots
func markWords(from, to uint32) {
	for a := from; a < to; a += 4 {
		mark(load32(a))
	}
	markBudget -= int32(to - from)
}

// ---------------------------------------------------------------- what compiled code calls

// writeptr is *slot = value while other references to the old value may be lost.
//
//go:noroots
//go:inline
func writeptr(slot, value unsafe.Pointer) {
	if gcMarking != 0 {
		shade(address(slot))
	}
	*(*uint32)(slot) = address(value)
}

// beforewrite comes before n bytes that may hold pointers are overwritten.
//
//go:noroots
//go:inline
func beforewrite(p unsafe.Pointer, n uint32) {
	if gcMarking != 0 {
		shadeRange(address(p), n)
	}
}

//go:noroots
//go:noinline
func shade(slot uint32) { mark(load32(slot)) }

// shadeRange marks from memory of an unknown type.
//
//go:noroots
//go:noinline
func shadeRange(a, n uint32) {
	if s := spanOf(a); s != nil && (s.state == spanSmall && s.types == 0 || s.state == spanLarge && s.largeType == 0) {
		return
	}
	end := a + n
	a = (a + 3) &^ 3
	for ; a+4 <= end; a += 4 {
		mark(load32(a))
	}
}

// ---------------------------------------------------------------- objects

// mark notes that the object around address p, if any, is alive.
//
//go:noroots
func mark(p uint32) {
	if p-heapLow >= heapSize {
		return
	}
	chunk := pages[p>>chunkShift]
	if chunk == 0 {
		return
	}
	s := (*mspan)(pointer(load32(chunk + (p>>pageShift&(chunkPages-1))*4)))
	if s == nil {
		return
	}
	if s.state == spanSmall {
		i := uint32(uint64(p-s.base) * uint64(s.magic) >> 32)
		if i >= s.nelems {
			return
		}
		at := i >> 5 << 2
		word := (*uint32)(pointer(s.markBits + at))
		bit := uint32(1) << (i & 31)
		if *word&bit != 0 {
			return
		}
		if i >= s.nextFree && load32(s.allocBits+at)&bit == 0 {
			return // not an object now
		}
		*word |= bit
		liveBytes += uint64(s.elemsize)
		if s.types == 0 {
			return
		}
		if markTop == markLimit && !growMarkStack() {
			return
		}
		store32(markTop, s.base+i*s.elemsize)
		markTop += 4
	} else if s.state == spanLarge && s.markGen != markGen {
		s.markGen = markGen
		liveBytes += uint64(s.elemsize)
		if s.largeType != 0 {
			s.scanned = 0
			s.grayNext = gray
			gray = s
		}
	}
}

//go:noroots
func growMarkStack() bool {
	size := markLimit - markStack
	bigger := uint32(0)
	if size < 1<<28 {
		bigger = allocManual(size * 2)
	}
	if bigger == 0 {
		markOverflow = true
		return false
	}
	memmove(pointer(bigger), pointer(markStack), size)
	freeManual(markStack)
	markStack = bigger
	markTop = bigger + size
	markLimit = bigger + size*2
	return true
}

// markNew marks objects on their way into a cache; bit 0 stands for object `at`.
//
//go:noroots
func (s *mspan) markNew(at uint32, bits uint64) {
	word := s.markBits + at>>6<<3
	store64(word, load64(word)|bits<<(at&63))
	liveBytes += uint64(popcnt64(bits) * s.elemsize)
}

// unmarkNew takes markNew back, for objects that were not used.
//
//go:noroots
func (s *mspan) unmarkNew(at uint32, bits uint64) {
	word := s.markBits + at>>6<<3
	store64(word, load64(word)&^(bits<<(at&63)))
	liveBytes -= uint64(popcnt64(bits) * s.elemsize)
}

// isMarked: the object around p was found alive in this collection, or p is no address in the heap.
//
//go:noroots
func isMarked(p uint32) bool {
	s := spanOf(p)
	if s == nil || s.state != spanSmall {
		return s == nil || s.state != spanLarge || s.markGen == markGen
	}
	i := uint32(uint64(p-s.base) * uint64(s.magic) >> 32)
	return load32(s.markBits+i>>5<<2)&(1<<(i&31)) != 0
}

// batch holds objects taken off the mark stack together, and their types: reading the types of all of them, and the first word
// of each object, before any is scanned lets the memory system fetch them at the same time.
const batchSize = 16

var (
	batch, batchType [batchSize]uint32
	batchTouch       uint32
)

//go:noroots
func drain() {
	for markTop != markStack && markBudget > 0 {
		n := (markTop - markStack) >> 2
		if n > batchSize {
			n = batchSize
		}
		touch := uint32(0)
		for k := uint32(0); k < n; k++ {
			markTop -= 4
			a := load32(markTop)
			s := spanOf(a)
			i := uint32(uint64(a-s.base) * uint64(s.magic) >> 32)
			batch[k] = a
			batchType[k] = load32(s.types + i<<2)
			touch += load32(a)
		}
		batchTouch = touch
		for k := uint32(0); k < n; k++ {
			if typ := batchType[k]; typ != 0 {
				a := batch[k]
				scanTyped(a, spanOf(a).elemsize, typ)
			}
		}
	}
}

// scanGray goes on with a large object.
//
//go:noroots
func scanGray() {
	s := gray
	step := (*abi.Type)(pointer(s.largeType)).Size_
	n := scanChunk / step * step
	if n == 0 {
		n = step
	}
	if left := s.elemsize - s.scanned; n >= left {
		n = left
		gray = s.grayNext
	}
	from := s.base + s.scanned
	s.scanned += n
	scanTyped(from, n, s.largeType)
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
	markBudget -= int32(size + objectCost)
	markWork += uint64(size + objectCost)
	end := base + size
	if words == 1 {
		for end-base >= 4 {
			mark(load32(base))
			if end-base < step {
				return
			}
			base += step
		}
		return
	}
	if words <= 64 {
		pattern := load64(bits) & (^uint64(0) >> (64 - words))
		for end-base >= words<<2 {
			for left := pattern; left != 0; left &= left - 1 {
				mark(load32(base + ctz64(left)<<2))
			}
			if end-base < step {
				return
			}
			base += step
		}
		return
	}
	for end-base >= words<<2 {
		for w := uint32(0); w < words; w += 8 {
			b := uint32(*(*uint8)(pointer(bits + w>>3)))
			for a := base + w<<2; b != 0; b >>= 1 {
				if b&1 != 0 {
					mark(load32(a))
				}
				a += 4
			}
		}
		if end-base < step {
			return
		}
		base += step
	}
}

// scanObjectOf marks from the object at p, not the object.
//
//go:noroots
func scanObjectOf(p uint32) {
	s := spanOf(p)
	if s == nil {
		return
	}
	if s.state == spanLarge {
		if s.largeType != 0 {
			scanTyped(s.base, s.elemsize, s.largeType)
		}
		return
	}
	if s.state != spanSmall || s.types == 0 {
		return
	}
	i := uint32(uint64(p-s.base) * uint64(s.magic) >> 32)
	if typ := load32(s.types + i*4); typ != 0 {
		scanTyped(s.base+i*s.elemsize, s.elemsize, typ)
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
					scanObjectOf(s.base + i*s.elemsize)
					markBudget = 1 << 30
					drain()
				}
			}
		}
	}
}
