package sync

import "unsafe"

// Cond is a place where goroutines wait for an event and announce it. L is held when Wait is called.
type Cond struct {
	noCopy  noCopy
	L       Locker
	waiters waitList
	// first is the Cond that was used first, to find out copies.
	first *Cond
}

// NewCond returns a new Cond with Locker l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again.
func (c *Cond) Wait() {
	c.check()
	c.L.Unlock()
	listWait(&c.waiters, false, waitCond)
	c.L.Lock()
}

// Signal wakes the goroutine that has waited longest, if there is one.
func (c *Cond) Signal() {
	c.check()
	listWake(&c.waiters)
}

// Broadcast wakes all goroutines waiting on c.
func (c *Cond) Broadcast() {
	c.check()
	listWakeAll(&c.waiters)
}

// check panics when c is a copy of a Cond that was used.
func (c *Cond) check() {
	if c.first == nil {
		c.first = c
	} else if c.first != c {
		panic("sync.Cond is copied")
	}
}

// A WaitGroup waits for a number of goroutines to end.
type WaitGroup struct {
	noCopy  noCopy
	count   int
	waiters waitList
	// bubble is the one (of package testing/synctest) in which it is used.
	bubble unsafe.Pointer
}

//go:linkname bubbleAdds runtime.bubbleAdds
func bubbleAdds(bubble *unsafe.Pointer, isUsed bool)

//go:linkname bubbleWaits runtime.bubbleWaits
func bubbleWaits(bubble unsafe.Pointer) bool

// Add adds delta, which may be negative, to the counter. At zero those who Wait go on. It panics if the counter becomes
// negative.
func (wg *WaitGroup) Add(delta int) {
	bubbleAdds(&wg.bubble, wg.count != 0)
	wg.count += delta
	if wg.count < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if wg.count == 0 && wg.waiters.head != nil {
		wg.bubble = nil
		listWakeAll(&wg.waiters)
	}
}

// Done decrements the counter by one.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait() {
	isDurable := bubbleWaits(wg.bubble)
	switch {
	case wg.count == 0:
		if isDurable {
			wg.bubble = nil
		}
	case isDurable:
		listWait(&wg.waiters, false, waitWaitGroupDurable)
	default:
		listWait(&wg.waiters, false, waitWaitGroup)
	}
}

// Go calls f in a new goroutine that wg waits for.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		f()
	}()
}
