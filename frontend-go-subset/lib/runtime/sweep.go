// Sweeping: turning the marks of a collection into free memory, span by span, when the allocator looks for room or the collector
// has a turn. Then pages that the next collection will not need are given back to the system.
package runtime

var (
	// sweepGen changes at the end of marking; a span with another number has not been swept since.
	sweepGen uint32
	// The class whose spans the collector sweeps next, and the next large object.
	sweepClass uint32
	sweepLarge *mspan
)

// sweepBegin makes all spans wait for their sweep.
//
//go:noroots
func sweepBegin() {
	emptyCaches()
	sweepGen++
	for index := uint32(0); index < 2*numClasses; index++ {
		c := &classes[index]
		c.sweep = c.all
		c.early = c.all
	}
	sweepClass = 0
	sweepLarge = large
}

// sweepStep sweeps n spans; false when there was nothing left to do.
//
//go:noroots
func sweepStep(n uint32) bool {
	for ; n > 0; n-- {
		if s := sweepLarge; s != nil {
			sweepLarge = s.next
			if s.markGen != markGen {
				freeCount++
				s.remove(&large)
				s.release()
			}
			continue
		}
		for classes[sweepClass].early == nil {
			if sweepClass == 2*numClasses-1 {
				return false
			}
			sweepClass++
		}
		c := &classes[sweepClass]
		s := c.early
		c.early = s.next
		if s.sweepGen != sweepGen {
			s.sweep()
		}
	}
	return true
}

//go:noroots
func sweepAll() {
	for sweepStep(1 << 20) {
	}
}

// sweep makes the marks the allocation bits; false when nothing is left and the span is gone.
//
//go:noroots
func (s *mspan) sweep() bool {
	words := (s.nelems + 63) / 64
	alive := uint32(0)
	for i := uint32(0); i < words; i++ {
		alive += popcnt64(load64(s.markBits + i<<3))
	}
	freeCount += uint64(s.allocated - alive)
	s.allocated = alive
	s.sweepGen = sweepGen
	s.nextFree = 0
	s.dirty = 1
	if alive == 0 {
		c := &classes[s.class]
		if c.sweep == s {
			c.sweep = s.next
		}
		if c.early == s {
			c.early = s.next
		}
		s.remove(&c.all)
		sideRelease(s.allocBits, words<<3)
		sideRelease(s.markBits, words<<3)
		s.release()
		return false
	}
	s.allocBits, s.markBits = s.markBits, s.allocBits
	for i := uint32(0); i < words; i++ {
		store64(s.markBits+i<<3, 0)
	}
	return true
}
