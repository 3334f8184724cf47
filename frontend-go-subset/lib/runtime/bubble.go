// Bubbles of package testing/synctest: sets of goroutines with a clock of their own.
//
// A goroutine started in a bubble belongs to it, and so do channels and timers made there. The clock stands still while a
// goroutine of the bubble runs, is ready to run or waits for something outside. When all are durably blocked (only another
// one of the bubble could wake them) check wakes whoever waits for that:
//
//	synctest.Wait    its caller, if there is one
//	synctest.Run     else the goroutine that made the bubble (root), parked in run: it puts the clock forward to the next
//	                 timer and runs that, or ends the bubble when there is none or f has returned
//
// running counts the goroutines of the bubble that are not durably blocked. It falls in bubbleParks and bubbleLeaves, rises in
// bubbleWakes; a coroutine and its caller take turns, which leaves the count as it is.
//
// The scheduler, channels, timers and package time call the functions named bubble... below. They are in a program only when
// it makes bubbles (lower/late.ts); in others the calls are empty and go away.
package runtime

import "unsafe"

type bubble struct {
	id uint64
	// now is the clock: nanoseconds since 1970.
	now    int64
	timers timerHeap
	root   *g
	main   *g
	waiter *g
	// done: main has ended; the clock stops.
	done           bool
	total, running int
	// held: other reasons not to be blocked (internal/synctest.Acquire).
	held int
}

// bubbleStart is the first time in a bubble: 2000-01-01 00:00:00 UTC.
const bubbleStart = 946684800 * 1000000000

var (
	bubbleCount uint64
	// deadlocked is the bubble whose deadlock is the cause of a panic.
	deadlocked *bubble
)

// bubbleChan is a channel made in a bubble; isBubbled is set.
type bubbleChan struct {
	hchan
	bubble *bubble
}

// ---------------------------------------------------------------- what internal/synctest calls

//go:linkname synctestRun internal/synctest.Run
func synctestRun(f func()) {
	gp := curg
	if gp.bubble != nil {
		panic("synctest.Run called from within a synctest bubble")
	}
	bubbleCount++
	b := &bubble{id: bubbleCount, now: bubbleStart, root: gp, total: 1, running: 1}
	gp.bubble = b
	defer func() { gp.bubble = nil }()
	go b.begin(f)
	b.run()
	if b.total == 1 {
		return
	}
	deadlocked = b
	if b.done {
		panic(bubbleDeadlock("deadlock: main bubble goroutine has exited but blocked goroutines remain"))
	}
	panic(bubbleDeadlock("deadlock: all goroutines in bubble are blocked"))
}

func (b *bubble) begin(f func()) {
	b.main = curg
	f()
}

func (b *bubble) run() {
	for {
		for b.timers.len() > 0 && b.timers.items[0].when <= b.now {
			b.timers.fire(b.now)
		}
		gopark(waitSynctestRun)
		if b.done || b.timers.len() == 0 {
			return
		}
		b.now = b.timers.items[0].when
	}
}

type bubbleDeadlock string

func (e bubbleDeadlock) Error() string { return string(e) }

//go:linkname synctestWait internal/synctest.Wait
func synctestWait() {
	b := curg.bubble
	if b == nil {
		panic("goroutine is not in a bubble")
	}
	if b.waiter != nil {
		panic("wait already in progress")
	}
	b.waiter = curg
	gopark(waitSynctestWait)
}

//go:linkname synctestIsInBubble internal/synctest.IsInBubble
func synctestIsInBubble() bool { return curg.bubble != nil }

// synctestAcquire keeps the running goroutine's bubble from being blocked until synctestRelease.
//
//go:linkname synctestAcquire internal/synctest.acquire
func synctestAcquire() any {
	b := curg.bubble
	if b == nil {
		return nil
	}
	b.held++
	return b
}

//go:linkname synctestRelease internal/synctest.release
func synctestRelease(held any) {
	b := held.(*bubble)
	b.held--
	b.check()
}

// synctestInBubble calls f as if the running goroutine were one of the bubble's.
//
//go:linkname synctestInBubble internal/synctest.inBubble
func synctestInBubble(held any, f func()) {
	gp := curg
	if gp.bubble != nil {
		panic("goroutine is already bubbled")
	}
	b := held.(*bubble)
	gp.bubble = b
	b.total++
	b.running++
	defer func() {
		gp.bubble = nil
		b.total--
		b.running--
		b.check()
	}()
	f()
}

// ---------------------------------------------------------------- goroutines

// bubbleOf is nil, too, in a program without bubbles.
func bubbleOf(gp *g) *bubble { return gp.bubble }

// check wakes who waits for all goroutines of the bubble to be blocked, when they are.
func (b *bubble) check() {
	if b.running > 0 || b.held > 0 {
		return
	}
	gp := b.waiter
	if gp == nil || b.timers.len() > 0 && b.timers.items[0].when <= b.now {
		gp = b.root
	} else {
		b.waiter = nil
	}
	goready(gp)
}

// bubbleJoins puts a new goroutine into the bubble of the one that starts it.
func bubbleJoins(gp *g) {
	b := curg.bubble
	if b == nil {
		return
	}
	gp.bubble = b
	b.total++
	if gp.coro == nil {
		b.running++
	}
}

// bubbleLeaves takes a goroutine that ends out of its bubble. The caller of a coroutine goes on in its place.
func bubbleLeaves(gp *g) {
	b := gp.bubble
	if b == nil {
		return
	}
	gp.bubble = nil
	b.total--
	if gp == b.main {
		b.done = true
	}
	if gp.coro == nil {
		b.running--
		b.check()
	}
}

// bubbleParks is called when gp has got the state of one that waits, before anybody else runs.
func bubbleParks(gp *g) {
	if b := gp.bubble; b != nil && gp.isDurable() {
		b.running--
		b.check()
	}
}

// bubbleWakes is called before gp, which waited or is new, gets ready to run.
func bubbleWakes(gp *g) {
	b := gp.bubble
	if b == nil || gp.status != gWaiting || !gp.isDurable() {
		return
	}
	if gp.reason == waitCond && curg.bubble != b {
		printstring("semaphore wake of synctest goroutine ")
		printuint(gp.goid)
		printstring(" from outside bubble\n")
		fatal("semaphore wake of synctest goroutine from outside bubble")
	}
	b.running++
}

// isDurable says whether only goroutines of its own bubble can wake gp. The channels that it waits on stay listed until it runs.
func (gp *g) isDurable() bool {
	switch gp.reason {
	case waitChanReceive, waitChanSend, waitSelect:
		for s := gp.waiting; s != nil; s = s.waitlink {
			if s.c != nil && !s.c.isBubbled {
				return false
			}
		}
		return true
	case waitChanReceiveNil, waitChanSendNil, waitSelectNoCases, waitSleep, waitCond, waitCoroutine, waitWaitGroupDurable,
		waitSynctestRun, waitSynctestWait:
		return true
	}
	return false
}

// bubbleState is what a report says of a bubble's goroutine that does not run.
func bubbleState(gp *g) string {
	state := "runnable"
	if gp.status == gWaiting {
		switch gp.reason {
		case waitWaitGroupDurable:
			state = waitReasons[waitWaitGroup]
		case waitSynctestRun:
			state = "synctest.Run"
		case waitSynctestWait:
			state = "synctest.Wait"
		default:
			state = waitReasons[gp.reason]
		}
		if gp.isDurable() {
			state += " (durable)"
		}
	}
	return state + ", synctest bubble " + string(appendUint(nil, gp.bubble.id))
}

// bubbleSkips says that gp is not to be listed with the others of the bubble; with nil all are.
func bubbleSkips(of *bubble, gp *g) bool { return of != nil && (gp.bubble != of || gp == curg) }

// bubblePrints lists the other goroutines of a deadlocked bubble, behind the panic that tells of it.
func bubblePrints() {
	if b := deadlocked; b != nil && curg.bubble == b {
		printGoroutines(b)
	}
}

// ---------------------------------------------------------------- channels

// bubbleMakes makes a channel in a bubble; nil outside.
func bubbleMakes() *hchan {
	b := curg.bubble
	if b == nil {
		return nil
	}
	c := &bubbleChan{bubble: b}
	c.isBubbled = true
	return &c.hchan
}

// bubbleUses is called before somebody does something to a channel.
func bubbleUses(c *hchan, what string) {
	if c.isBubbled && (*bubbleChan)(unsafe.Pointer(c)).bubble != curg.bubble {
		fatal(what + " synctest channel from outside bubble")
	}
}

// ---------------------------------------------------------------- the clock and timers

// bubbleNow is the time in the running goroutine's bubble; 0 outside.
func bubbleNow() int64 {
	if b := curg.bubble; b != nil {
		return b.now
	}
	return 0
}

// bubbleMarks makes a new timer one of the running goroutine's bubble.
func bubbleMarks(t *timer) { t.bubble = curg.bubble }

// bubbleTimer is called before a timer is started or stopped; nil for one that is in no bubble.
func bubbleTimer(t *timer, what string) *bubble {
	if t.bubble == nil {
		return nil
	}
	if curg.bubble == nil {
		fatal(what + " of synctest timer from outside bubble")
	}
	if t.index == 0 {
		t.bubble = curg.bubble
	}
	return t.bubble
}

// start puts t into the bubble's heap, or runs it at once when it is due. Timers for the same moment run in any order.
func (b *bubble) start(t *timer) {
	if t.when > b.now {
		t.order = uint64(cheaprand())
		b.timers.insert(t)
		return
	}
	// None in the heap is due earlier.
	t.order = 0
	b.timers.insert(t)
	b.timers.fire(b.now)
}

// bubbleSleeps is Sleep in a bubble; false outside.
func bubbleSleeps(gp *g, ns int64) bool {
	b := gp.bubble
	if b == nil {
		return false
	}
	t := sleepTimer(gp)
	t.bubble = b
	t.when = b.now + ns
	if t.when < 0 {
		t.when = 1<<63 - 1
	}
	b.start(t)
	gopark(waitSleep)
	t.bubble = nil
	return true
}

// bubbleHides and bubbleShows stand around what the running goroutine does for the whole program, like running timers.
func bubbleHides() *bubble {
	b := curg.bubble
	curg.bubble = nil
	return b
}

func bubbleShows(gp *g, b *bubble) {
	if b != nil {
		gp.bubble = b
	}
}

// ---------------------------------------------------------------- package sync

// bubbleAdds is called by WaitGroup.Add, with the place for the WaitGroup's bubble; isUsed: it was added to before.
func bubbleAdds(of *unsafe.Pointer, isUsed bool) {
	b := curg.bubble
	was := (*bubble)(*of)
	// A variable of a package belongs to no bubble.
	if was == b || spanOf(address(unsafe.Pointer(of))) == nil {
		return
	}
	switch {
	case b == nil || was == nil && isUsed:
		fatal("sync: WaitGroup.Add called from inside and outside synctest bubble")
	case was != nil:
		fatal("sync: WaitGroup.Add called from multiple synctest bubbles")
	}
	*of = unsafe.Pointer(b)
}

// bubbleWaits says whether waiting for a WaitGroup of that bubble is durable.
func bubbleWaits(of unsafe.Pointer) bool { return of != nil && of == unsafe.Pointer(curg.bubble) }
