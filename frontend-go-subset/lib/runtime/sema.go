// Queues of waiting goroutines for package sync and others: lists of descriptors, linked through g.next.
package runtime

// WaitList is a first-in first-out queue of parked goroutines. sync declares the same struct.
type WaitList struct {
	head, tail *g
}

// listWait parks the running goroutine at the end of l (front: at its head).
func listWait(l *WaitList, front bool, reason uint8) {
	gp := curg
	gp.next = nil
	switch {
	case l.head == nil:
		l.head = gp
		l.tail = gp
	case front:
		gp.next = l.head
		l.head = gp
	default:
		l.tail.next = gp
		l.tail = gp
	}
	gopark(waitReason(reason))
}

// listWake makes the first goroutine of l runnable; false when there is none.
func listWake(l *WaitList) bool {
	gp := l.head
	if gp == nil {
		return false
	}
	l.head = gp.next
	if l.head == nil {
		l.tail = nil
	}
	goready(gp)
	return true
}

// listWakeAll makes all of them runnable, in order.
func listWakeAll(l *WaitList) {
	for listWake(l) {
	}
}
