// Goroutines that wait on channels, and the values that are handed over between them.
package runtime

import "unsafe"

// sudog is a goroutine waiting on a channel (or a select's interest in one). Pooled: acquireSudog, releaseSudog.
type sudog struct {
	g *g
	c *hchan
	// next, prev link the channel's queue; next also the pool.
	next, prev *sudog
	// waitlink links the sudogs of one select.
	waitlink *sudog
	// elem is where the value is (a sender's) or goes (a receiver's).
	elem unsafe.Pointer
	// index of the case in its select.
	index    int32
	isSelect bool
	isSend   bool
	// queued: on a queue of c.
	queued bool
	// success: woken by a communication, not by close.
	success bool
	// buf is elem's place for values that fit. Any type of value may lie here.
	buf [sudogBuf]unsafe.Pointer
}

const (
	sudogBuf     = 16
	sudogBufSize = sudogBuf * 4
)

var sudogPool *sudog

func acquireSudog() *sudog {
	s := sudogPool
	if s == nil {
		return new(sudog)
	}
	sudogPool = s.next
	s.next = nil
	return s
}

// releaseSudog returns s to the pool. Its elem stays readable until the next use.
func releaseSudog(s *sudog) {
	s.g = nil
	s.c = nil
	s.prev = nil
	s.waitlink = nil
	s.isSelect = false
	s.queued = false
	s.success = false
	s.next = sudogPool
	sudogPool = s
}

// waitq is a queue of sudogs.
type waitq struct {
	first, last *sudog
}

func (q *waitq) enqueue(s *sudog) {
	s.queued = true
	s.next = nil
	s.prev = q.last
	if q.last == nil {
		q.first = s
	} else {
		q.last.next = s
	}
	q.last = s
}

func (q *waitq) remove(s *sudog) {
	if s.prev == nil {
		q.first = s.next
	} else {
		s.prev.next = s.next
	}
	if s.next == nil {
		q.last = s.prev
	} else {
		s.next.prev = s.prev
	}
	s.next = nil
	s.prev = nil
	s.queued = false
}

// dequeue takes the first waiter whose select, if any, has not been decided yet, and decides it.
func (q *waitq) dequeue() *sudog {
	for {
		s := q.first
		if s == nil {
			return nil
		}
		q.remove(s)
		if s.isSelect {
			if s.g.selectDone {
				continue
			}
			s.g.selectDone = true
		}
		return s
	}
}

// copyElem copies one value.
func copyElem(dst, src unsafe.Pointer, size uint32) {
	beforewrite(dst, size)
	switch size {
	case 0:
	case 1:
		*(*uint8)(dst) = *(*uint8)(src)
	case 4:
		*(*uint32)(dst) = *(*uint32)(src)
	case 8:
		*(*uint64)(dst) = *(*uint64)(src)
	default:
		memmove(dst, src, size)
	}
}

func clearElem(dst unsafe.Pointer, size uint32) {
	beforewrite(dst, size)
	switch size {
	case 0:
	case 8:
		*(*uint64)(dst) = 0
	default:
		memclr(dst, size)
	}
}
