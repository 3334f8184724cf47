// select.
//
// Compiled code announces the cases one by one, then asks for the choice:
//
//	selectbegin(2); selectrecv(a); selectsend(b, &v); i, elem, ok := selectgo(true)
//
// The cases become the goroutine's sudogs at once, so nothing is allocated once the pool is warm. Between selectbegin and
// selectgo no other goroutine runs.
package runtime

import "unsafe"

var (
	selectFirst, selectLast *sudog
	selectCount             int32
)

// selectbegin prepares for n cases: what must be allocated is allocated before values are handed over.
func selectbegin(n int) {
	have := 0
	for s := sudogPool; s != nil && have < n; s = s.next {
		have++
	}
	for ; have < n; have++ {
		releaseSudog(new(sudog))
	}
	selectFirst = nil
	selectLast = nil
	selectCount = 0
}

func addCase(c *hchan) *sudog {
	if c != nil {
		bubbleUses(c, "select on")
	}
	s := acquireSudog()
	s.c = c
	s.g = curg
	s.index = selectCount
	s.isSelect = true
	s.success = false
	selectCount++
	if selectLast == nil {
		selectFirst = s
	} else {
		selectLast.waitlink = s
	}
	selectLast = s
	return s
}

// selectsend adds the case c <- *elem.
func selectsend(c *hchan, elem unsafe.Pointer) {
	s := addCase(c)
	s.isSend = true
	if c != nil {
		s.hold(c, elem)
	}
}

// selectrecv adds the case <-c.
func selectrecv(c *hchan) {
	s := addCase(c)
	s.isSend = false
	s.elem = nil
}

// ready says whether the case can go on now.
func (s *sudog) ready() bool {
	c := s.c
	if c == nil {
		return false
	}
	if s.isSend {
		return c.closed || c.count < c.size || c.recvq.hasPartner(s.g)
	}
	return c.count > 0 || c.closed || c.sendq.hasPartner(s.g)
}

// hasPartner says whether somebody waits in q whose select, if any, is still open. gp itself never waits there yet.
func (q *waitq) hasPartner(gp *g) bool {
	for s := q.first; s != nil; s = s.next {
		if !s.isSelect || !s.g.selectDone {
			return true
		}
	}
	return false
}

// selectgo chooses among the announced cases: one of those that are ready, each with the same chance; when none is, the
// default (block false, index -1) or whichever is ready first.
func selectgo(block bool) (index int, elem unsafe.Pointer, ok bool) {
	first := selectFirst
	selectFirst = nil
	selectLast = nil
	count := uint32(0)
	for s := first; s != nil; s = s.waitlink {
		if s.ready() {
			count++
		}
	}
	if count > 0 {
		choice := uint32(0)
		if count > 1 {
			choice = cheaprandn(count)
		}
		for s := first; ; s = s.waitlink {
			if !s.ready() {
				continue
			}
			if choice == 0 {
				return commit(first, s)
			}
			choice--
		}
	}
	if !block {
		releaseCases(first)
		return -1, unsafe.Pointer(&received), false
	}
	return waitCases(first)
}

// commit carries out a case that is ready.
func commit(first, s *sudog) (index int, elem unsafe.Pointer, ok bool) {
	index = int(s.index)
	c := s.c
	elem = unsafe.Pointer(&received)
	if s.isSend {
		if c.closed {
			releaseCases(first)
			panicplain("send on closed channel")
		}
		trysend(c, s.elem)
	} else {
		elem = c.result()
		_, ok = tryrecv(c, elem)
	}
	releaseCases(first)
	return index, elem, ok
}

// waitCases parks on all cases at once.
func waitCases(first *sudog) (index int, elem unsafe.Pointer, ok bool) {
	gp := curg
	gp.selectDone = false
	gp.fired = nil
	reason := waitSelectNoCases
	for s := first; s != nil; s = s.waitlink {
		c := s.c
		if c == nil {
			continue
		}
		reason = waitSelect
		if s.isSend {
			c.sendq.enqueue(s)
		} else {
			s.await(c.result())
			c.recvq.enqueue(s)
		}
	}
	gp.waiting = first
	gopark(reason)
	gp.waiting = nil
	fired := gp.fired
	gp.fired = nil
	for s := first; s != nil; s = s.waitlink {
		if !s.queued {
			continue
		}
		if s.isSend {
			s.c.sendq.remove(s)
		} else {
			s.c.recvq.remove(s)
		}
	}
	index = int(fired.index)
	ok = fired.success
	if fired.isSend {
		releaseCases(first)
		if !ok {
			panicplain("send on closed channel")
		}
		return index, unsafe.Pointer(&received), false
	}
	elem = fired.elem
	if elem == unsafe.Pointer(&fired.buf) {
		elem = unsafe.Pointer(&received)
	}
	fired.deliver(elem)
	releaseCases(first)
	return index, elem, ok
}

// releaseCases returns a select's sudogs to the pool, without the values in them.
func releaseCases(first *sudog) {
	for s := first; s != nil; {
		next := s.waitlink
		s.drop()
		releaseSudog(s)
		s = next
	}
}

// cheaprand is a xorshift64* generator; the seed is set once from the host.
var randState uint64 = 0x9e3779b97f4a7c15

func cheaprand() uint32 {
	x := randState
	x ^= x >> 12
	x ^= x << 25
	x ^= x >> 27
	randState = x
	return uint32((x * 0x2545f4914f6cdd1d) >> 32)
}

// cheaprandn is uniform below n, as near as makes no difference.
func cheaprandn(n uint32) uint32 {
	return uint32((uint64(cheaprand()) * uint64(n)) >> 32)
}
