// Channels.
//
// Invariants: when the buffer holds values, recvq is empty; when it has room, sendq is empty; for an unbuffered channel at
// most one of the queues is occupied, except by the two sides of one select. A closed channel has empty queues.
//
// A blocked sender's value waits in its sudog; a receiver takes it from there. A blocked receiver's sudog has room for the
// value; a sender puts it there before it makes the receiver runnable. Nothing points to a goroutine's own variables.
package runtime

import (
	"internal/abi"
	"unsafe"
)

type hchan struct {
	count    uint32 // values in the buffer
	size     uint32 // capacity of the buffer
	buf      unsafe.Pointer
	elemsize uint32
	closed   bool
	// word: a value is eight bytes without pointers.
	word bool
	// isTimer: the channel of a time.Timer or Ticker; len and cap show nothing of its buffer.
	isTimer bool
	// isBubbled: it is a bubbleChan.
	isBubbled bool
	elemtype  *abi.Type
	sendx     uint32 // where the next value goes
	recvx     uint32 // where the next value comes from
	recvq     waitq
	sendq     waitq
}

// received is where chanrecv and selectgo leave small values. Its words are roots.
var received [sudogBuf]unsafe.Pointer

// sending holds a value while chansend makes room for it, because the argument area is no root.
var sending [sudogBuf]unsafe.Pointer

func makechan(t *abi.ChanType, size int) *hchan {
	elem := t.Elem
	if size < 0 || size > 0x7fffffff || (elem.Size_ > 0 && uint64(size)*uint64(elem.Size_) > 0x7fffffff) {
		panicplain("makechan: size out of range")
	}
	c := bubbleMakes()
	if c == nil {
		c = new(hchan)
	}
	c.elemtype = elem
	c.elemsize = elem.Size_
	c.word = elem.Size_ == 8 && elem.PtrBytes == 0
	c.size = uint32(size)
	if size > 0 && elem.Size_ > 0 {
		c.buf = newarray(elem, size)
	}
	return c
}

func (c *hchan) at(i uint32) unsafe.Pointer {
	return unsafe.Add(c.buf, int(i*c.elemsize))
}

// copyValue copies one value of the channel.
//
//go:inline
func (c *hchan) copyValue(dst, src unsafe.Pointer) {
	if c.word {
		*(*uint64)(dst) = *(*uint64)(src)
		return
	}
	copyElem(dst, src, c.elemsize)
}

// push adds a value to the buffer, which has room.
func (c *hchan) push(elem unsafe.Pointer) {
	if c.elemsize > 0 {
		c.copyValue(c.at(c.sendx), elem)
	}
	c.sendx++
	if c.sendx == c.size {
		c.sendx = 0
	}
	c.count++
}

// pop moves the oldest value of the buffer to dst.
func (c *hchan) pop(dst unsafe.Pointer) {
	if c.elemsize > 0 {
		slot := c.at(c.recvx)
		c.copyValue(dst, slot)
		if !c.word {
			clearElem(slot, c.elemsize)
		}
	}
	c.recvx++
	if c.recvx == c.size {
		c.recvx = 0
	}
	c.count--
}

// result is where a received value is left for compiled code: the static place, or fresh memory for a large one.
func (c *hchan) result() unsafe.Pointer {
	if c.elemsize <= sudogBufSize {
		return unsafe.Pointer(&received)
	}
	return newobject(c.elemtype)
}

// chansend is c <- *elem.
func chansend(c *hchan, elem unsafe.Pointer) {
	if c == nil {
		gopark(waitChanSendNil)
	}
	bubbleUses(c, "send on")
	if trysend(c, elem) {
		return
	}
	if sudogPool == nil && c.elemsize <= sudogBufSize {
		copyElem(unsafe.Pointer(&sending), elem, c.elemsize)
		elem = unsafe.Pointer(&sending)
	}
	s := acquireSudog()
	s.hold(c, elem)
	if elem == unsafe.Pointer(&sending) {
		clearElem(elem, c.elemsize)
	}
	gp := curg
	s.g = gp
	s.c = c
	s.isSend = true
	c.sendq.enqueue(s)
	gp.waiting = s
	gopark(waitChanSend)
	gp.waiting = nil
	success := s.success
	s.drop()
	releaseSudog(s)
	if !success {
		panicplain("send on closed channel")
	}
}

// hold keeps a value to be sent. A large one is not copied: it lies in memory that nobody changes.
func (s *sudog) hold(c *hchan, elem unsafe.Pointer) {
	s.elem = elem
	if c.elemsize <= sudogBufSize {
		s.elem = unsafe.Pointer(&s.buf)
		c.copyValue(s.elem, elem)
	}
}

// drop forgets the value, so that the pool keeps nothing alive.
func (s *sudog) drop() {
	if s.elem == unsafe.Pointer(&s.buf) {
		if s.c.word {
			*(*uint64)(s.elem) = 0
		} else {
			clearElem(s.elem, s.c.elemsize)
		}
	}
	s.elem = nil
}

// trysend sends when that needs no waiting; false: it would block.
func trysend(c *hchan, elem unsafe.Pointer) bool {
	if c.closed {
		panicplain("send on closed channel")
	}
	if c.recvq.first != nil {
		if r := c.recvq.dequeue(); r != nil {
			c.copyValue(r.elem, elem)
			r.success = true
			wake(r)
			return true
		}
	}
	if c.count < c.size {
		c.push(elem)
		return true
	}
	return false
}

// wake makes the goroutine of a dequeued sudog runnable.
func wake(s *sudog) {
	s.g.fired = s
	goready(s.g)
}

// chanrecv is <-c.
func chanrecv(c *hchan) (elem unsafe.Pointer, ok bool) {
	if c == nil {
		gopark(waitChanReceiveNil)
	}
	bubbleUses(c, "receive on")
	elem = c.result()
	done, ok := tryrecv(c, elem)
	if done {
		return elem, ok
	}
	s := acquireSudog()
	s.await(elem)
	gp := curg
	s.g = gp
	s.c = c
	s.isSend = false
	c.recvq.enqueue(s)
	gp.waiting = s
	gopark(waitChanReceive)
	gp.waiting = nil
	ok = finishRecv(s, elem)
	return elem, ok
}

// await makes a place for a value to be received: dst itself when that is the receiver's alone, else a buffer.
func (s *sudog) await(dst unsafe.Pointer) {
	s.elem = dst
	if dst == unsafe.Pointer(&received) {
		s.elem = unsafe.Pointer(&s.buf)
	}
}

// finishRecv moves what a woken receiver got to dst and releases its sudog.
func finishRecv(s *sudog, dst unsafe.Pointer) bool {
	ok := s.success
	s.deliver(dst)
	s.drop()
	releaseSudog(s)
	return ok
}

// deliver leaves the received value, or zero after a close, at dst.
func (s *sudog) deliver(dst unsafe.Pointer) {
	switch {
	case !s.success:
		clearElem(dst, s.c.elemsize)
	case s.elem != dst:
		s.c.copyValue(dst, s.elem)
	}
}

// tryrecv receives into dst when that needs no waiting. ok is false when the channel is closed and drained.
func tryrecv(c *hchan, dst unsafe.Pointer) (done, ok bool) {
	if c.count > 0 {
		c.pop(dst)
		// There is room now: the first blocked sender's value goes in.
		if c.sendq.first != nil {
			if s := c.sendq.dequeue(); s != nil {
				c.push(s.elem)
				s.success = true
				wake(s)
			}
		}
		return true, true
	}
	if c.closed {
		clearElem(dst, c.elemsize)
		return true, false
	}
	if c.sendq.first != nil {
		if s := c.sendq.dequeue(); s != nil {
			c.copyValue(dst, s.elem)
			s.success = true
			wake(s)
			return true, true
		}
	}
	return false, false
}

// closechan is close(c).
func closechan(c *hchan) {
	if c == nil {
		panicplain("close of nil channel")
	}
	bubbleUses(c, "close of")
	if c.closed {
		panicplain("close of closed channel")
	}
	c.closed = true
	for {
		s := c.recvq.dequeue()
		if s == nil {
			break
		}
		s.success = false
		wake(s)
	}
	for {
		s := c.sendq.dequeue()
		if s == nil {
			break
		}
		s.success = false
		wake(s)
	}
}

func chanlen(c *hchan) int {
	if c == nil || c.isTimer {
		return 0
	}
	return int(c.count)
}

func chancap(c *hchan) int {
	if c == nil || c.isTimer {
		return 0
	}
	return int(c.size)
}
