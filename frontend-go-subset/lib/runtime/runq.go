// The run queue: which goroutine runs next.
package runtime

var (
	// runNext is the goroutine that became ready last: it runs before the queue, as in Go, so that what it was woken for is
	// still warm and a tree of goroutines is walked depth first. Then comes runq; when it is longer than runqMax its older
	// half moves to overflow, and comes back from there before what lay there already. So what is started late ends early,
	// and few goroutines live at once: a tree of a million of them needs hundreds of stacks, not tens of thousands.
	runNext  *g
	runq     gQueue
	overflow backlog
	// favoured counts how often in a row runNext came first; past maxFavoured the queue has its turn.
	favoured uint32
	// yields counts calls of Gosched, the ends of time slices among them; yielded: the next decision is for overflow.
	yields  uint32
	yielded bool
)

const (
	maxFavoured   = 256
	runqMax       = 256
	overflowBatch = runqMax / 2
	// Every overflowInterval-th decision, and the one after every second Gosched, takes the oldest one of overflow, so that
	// nothing starves there. More often would start what a tree of goroutines has left for later.
	overflowInterval = 1021
)

// gQueue is a list of goroutines linked by next, first in first out. The collector need not hear of its changes: every
// goroutine is on allg.
type gQueue struct {
	head, tail *g
	length     int
}

//go:noroots
func (q *gQueue) put(gp *g) {
	gp.next = nil
	if q.tail == nil {
		q.head = gp
	} else {
		q.tail.next = gp
	}
	q.tail = gp
	q.length++
}

//go:noroots
func (q *gQueue) get() *g {
	gp := q.head
	if gp == nil {
		return nil
	}
	q.head = gp.next
	if q.head == nil {
		q.tail = nil
	}
	gp.next = nil
	q.length--
	return gp
}

// backlog holds what did not fit into runq, the oldest first, in batches of overflowBatch (the oldest one may have lost some). It
// gives back the newest batch, or the oldest goroutine.
//
// The last goroutine of a batch points to the first one, that one to the last one of the batch before (g.batch).
type backlog struct {
	gQueue
}

// push takes the first overflowBatch goroutines of q.
//
//go:noroots
func (b *backlog) push(q *gQueue) {
	first := q.head
	last := first
	for range overflowBatch - 1 {
		last = last.next
	}
	q.head = last.next
	if q.head == nil {
		q.tail = nil
	}
	q.length -= overflowBatch
	last.next = nil

	first.batch = b.tail
	last.batch = first
	if b.tail == nil {
		b.head = first
	} else {
		b.tail.next = first
	}
	b.tail = last
	b.length += overflowBatch
}

// pop gives the newest batch to q, which is empty.
//
//go:noroots
func (b *backlog) pop(q *gQueue) {
	if b.length <= overflowBatch {
		// All that is left.
		*q = b.gQueue
		b.gQueue = gQueue{}
		return
	}
	last := b.tail
	first := last.batch
	before := first.batch
	before.next = nil
	b.tail = before
	b.length -= overflowBatch
	q.head, q.tail, q.length = first, last, overflowBatch
}

func anyRunnable() bool { return runNext != nil || runq.head != nil || overflow.head != nil }

//go:noroots
func runqPut(gp *g) {
	if runq.length >= runqMax {
		overflow.push(&runq)
	}
	runq.put(gp)
}

//go:noroots
func runqGet() *g {
	oldest := yielded || ticks%overflowInterval == 0
	yielded = false
	if oldest && overflow.head != nil {
		return overflow.get()
	}
	if gp := runNext; gp != nil && (favoured < maxFavoured || runq.head == nil) {
		runNext = nil
		favoured++
		return gp
	}
	favoured = 0
	if runq.head == nil {
		overflow.pop(&runq)
	}
	return runq.get()
}
