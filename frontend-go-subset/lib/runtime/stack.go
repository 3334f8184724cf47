// Shadow stacks: where compiled code keeps the pointers the collector must see. Each goroutine has one; it grows down from ssb,
// and is copied to a larger place when it passes ssl. Nothing points into it.
//
// Stacks of less than a page are cut from spans of their size, which go back to the heap when their last stack does; larger ones
// are spans of their own.
package runtime

import "unsafe"

const (
	minStack = 512
	maxStack = 256 << 20
	// Stacks of class k have minStack<<k bytes; from smallStacks on they are spans of their own.
	smallStacks = 4
	stackSpan   = 32 << 10
)

var (
	// stackSpans lists, for each small class, the spans with room. A span's allocated counts its stacks in use, nextFree those
	// ever cut from it, and allocBits is the list of those that came back, linked by their first words.
	stackSpans [smallStacks]*mspan
	stackInUse uint64
	// The stack of the code outside goroutines.
	mainStackLow, mainStackHigh uint32
)

//go:noroots
func stackClass(size uint32) uint32 {
	k := uint32(0)
	for minStack<<k < size {
		k++
	}
	return k
}

//go:noroots
func stackAlloc(k uint32) uint32 {
	size := uint32(minStack) << k
	stackInUse += uint64(size)
	if k >= smallStacks {
		a := allocManual(size)
		if a == 0 {
			outOfMemory()
		}
		return a
	}
	s := stackSpans[k]
	if s == nil {
		a := allocManual(stackSpan)
		if a == 0 {
			outOfMemory()
		}
		s = spanOf(a)
		s.elemsize = size
		s.nelems = stackSpan / size
		s.allocated = 0
		s.nextFree = 0
		s.allocBits = 0
		s.insert(&stackSpans[k])
	}
	a := s.allocBits
	if a != 0 {
		s.allocBits = load32(a)
	} else {
		a = s.base + s.nextFree*size
		s.nextFree++
	}
	s.allocated++
	if s.allocated == s.nelems {
		s.remove(&stackSpans[k])
	}
	return a
}

//go:noroots
func stackRelease(a, k uint32) {
	stackInUse -= uint64(minStack) << k
	if k >= smallStacks {
		freeManual(a)
		return
	}
	s := spanOf(a)
	if s.allocated == s.nelems {
		s.insert(&stackSpans[k])
	}
	store32(a, s.allocBits)
	s.allocBits = a
	s.allocated--
	if s.allocated == 0 && (s.next != nil || s.prev != nil) {
		s.remove(&stackSpans[k])
		s.release()
	}
}

// stackinit gives gp an empty shadow stack.
//
//go:noroots
func stackinit(gp *g) {
	if gp.ssb == 0 {
		gp.ssl = stackAlloc(0)
		gp.ssb = gp.ssl + minStack
	} else if gp.ssb-gp.ssl > 16<<10 {
		// One deep recursion need not be remembered forever.
		stackRelease(gp.ssl, stackClass(gp.ssb-gp.ssl))
		gp.ssl = stackAlloc(0)
		gp.ssb = gp.ssl + minStack
	}
	gp.ssp = gp.ssb
	objectsInit(gp)
}

//go:noroots
func mainStackInit() {
	mainStackLow = persistentAlloc(8 << 10)
	mainStackHigh = mainStackLow + 8<<10
	setSSL(mainStackLow)
	setSSB(mainStackHigh)
	setSSP(mainStackHigh)
}

// shadowGrow is called by a prologue that has moved ssp below ssl.
//
//go:noroots
func shadowGrow() {
	low, high, sp := getSSL(), getSSB(), getSSP()
	used := high - sp
	size := (high - low) * 2
	for size < used*2 {
		size *= 2
	}
	if size > maxStack {
		stackOverflow()
	}
	k := stackClass(size)
	a := stackAlloc(k)
	end := a + minStack<<k
	memmove(pointer(end-(high-low)), pointer(low), high-low)
	memclr(pointer(end-used), used-(high-low))
	if low == mainStackLow {
		mainStackLow = a
		mainStackHigh = end
	} else {
		stackRelease(low, stackClass(high-low))
		// A goroutine that ends never leaves its stack by a switch, which would save this.
		curg.ssl = a
		curg.ssb = end
	}
	setSSL(a)
	setSSB(end)
	setSSP(end - used)
}

//go:noroots
func stackOverflow() {
	// What is printed needs a little room; nobody returns to the frames.
	setSSP(getSSB())
	printstring("runtime: goroutine stack exceeds 1000000000-byte limit\n")
	fatal("stack overflow")
}

// onTrap is called by the engine when a trap is about to end the program.
//
//go:wasmexport weft.on_trap
//go:noroots
func onTrap(code int32) {
	if code == 10 {
		stackOverflow()
	}
}

var _ unsafe.Pointer
