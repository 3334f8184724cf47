// Goroutines: descriptors, parking and waking, the end of the program. Which one runs next is runq.go's business.
//
// There is one thread. A goroutine runs until it parks, yields or ends; nothing interrupts it in between, so the runtime
// needs no locks and no atomics. A goroutine is a continuation that the scheduler core keeps (runtime/sched-*.wat); all
// policy is here.
//
// # What compiled code calls
//
//	go f(x)            newproc(fn func(), site)              fn: a closure over f and the evaluated x
//	make(chan T, n)    makechan(t *abi.ChanType, n int) *hchan
//	c <- v             chansend(c *hchan, elem unsafe.Pointer)
//	v, ok = <-c        chanrecv(c *hchan) (elem unsafe.Pointer, ok bool)
//	close(c)           closechan(c *hchan)
//	len(c), cap(c)     chanlen(c *hchan) int, chancap(c *hchan) int
//	select {}          block()
//	select { ... }     selectbegin(n int), then for each case in order selectsend(c, elem) or selectrecv(c), then
//	                   selectgo(block bool) (index int, elem unsafe.Pointer, ok bool); index -1 is the default case
//	main               _start calls start(fn func()): runs fn as goroutine 1 and never returns
//	loop back edges    if preemptFlag != 0 { preempt() }     (optional)
//
// elem points to the value's bytes. What is passed in may lie in the static argument area: the runtime reads it before it
// allocates. What chanrecv and selectgo return must be read before the next call into the runtime; it is never nil, and
// zero when the channel was closed.
//
// # What this file needs from the memory part of the runtime
//
//	stackinit(gp *g)   gives gp an empty shadow stack: sets gp.ssp == gp.ssb and gp.ssl
//	memmove(dst, src unsafe.Pointer, n uint32), memclr(p unsafe.Pointer, n uint32), newobject(t), newarray(t, n),
//	fatal(msg string), panicplain(msg string)    (a runtime error whose text is just msg)
//
// The collector finds the roots of parked goroutines in [gp.ssp, gp.ssb) for every gp on the list allg (linked by
// gp.allnext) except curg, whose pointer is in the global. It must tolerate any bits in words typed unsafe.Pointer: sudog.buf holds
// values of every type.
package runtime

import (
	"internal/host"
	"unsafe"
)

// g describes a goroutine. A finished one waits on gfree for its next use, with its continuation slot and its shadow stack;
// when there are far more of those than needed, the collector takes them apart (trimDead).
type g struct {
	// The first four words are read and written by the scheduler core. ssp, ssl, ssb: the shadow stack's globals while the
	// goroutine does not run. slot: its place in the core's table of continuations, 0 before the first use.
	ssp, ssl, ssb uint32
	slot          uint32
	// The object stack (objects.go): its lowest word in use, how far it may go down, its first chunk. Compiled code finds the
	// first two at fixed places (goObjects in lower/lower.ts).
	osp, olimit, ofirst uint32

	goid uint64
	// creator is the goroutine whose go statement, at site, started this one.
	creator uint64
	site    *goSite
	fn      func()
	status  uint8
	// reason says what it waits for, for the deadlock report.
	reason waitReason
	// isSystem: no reason to call a deadlock off, and but for coroutines not counted by NumGoroutine.
	isSystem bool
	// selectDone: a case of the select it is parked in was chosen.
	selectDone bool

	// next links the run queue, gfree, and lists of waiting goroutines (a goroutine is on at most one of them).
	next *g
	// batch: at the ends of a batch of overflow (backlog).
	batch            *g
	allnext, allprev *g

	// waiting are the sudogs it is parked on: one, or one for each case of a select, linked by sudog.waitlink.
	waiting *sudog
	// fired is the sudog that a waker completed.
	fired *sudog
	// sleep is the timer of Sleep, made at the first use.
	sleep *timer

	// panics and defers belong to the panic part of the runtime.
	panics unsafe.Pointer
	defers unsafe.Pointer
	// started: it has had its first turn.
	started bool
	// goexiting: Goexit was called; the goroutine ends when its deferred calls have run.
	goexiting bool
	// scanGen is the collection in which its stack was read, or did not need to be.
	scanGen uint32
	// coro is set while the goroutine runs the function of a coroutine (coro.go).
	coro *coro
	// bubble is the one it belongs to (bubble.go).
	bubble *bubble
	// labels are runtime/pprof's.
	labels unsafe.Pointer
}

// States of a goroutine.
//
//	dead -> runnable (newproc) -> running (schedule) -> waiting (gopark) -> runnable (goready) -> ...
//	                              running -> runnable (Gosched), running -> dead (the function returned)
const (
	gDead uint8 = iota
	gRunnable
	gRunning
	gWaiting
)

type waitReason uint8

const (
	waitNone waitReason = iota
	waitChanReceiveNil
	waitChanSendNil
	waitSelectNoCases
	waitChanReceive
	waitChanSend
	waitSelect
	waitSleep
	waitMutex
	waitRWMutexRLock
	waitRWMutexLock
	waitCond
	waitWaitGroup
	waitSemacquire
	waitIO
	waitCoroutine
	// Only in bubbles, which have their own names for them.
	waitWaitGroupDurable
	waitSynctestRun
	waitSynctestWait
)

var waitReasons = [...]string{
	waitNone:           "",
	waitChanReceiveNil: "chan receive (nil chan)",
	waitChanSendNil:    "chan send (nil chan)",
	waitSelectNoCases:  "select (no cases)",
	waitChanReceive:    "chan receive",
	waitChanSend:       "chan send",
	waitSelect:         "select",
	waitSleep:          "sleep",
	waitMutex:          "sync.Mutex.Lock",
	waitRWMutexRLock:   "sync.RWMutex.RLock",
	waitRWMutexLock:    "sync.RWMutex.Lock",
	waitCond:           "sync.Cond.Wait",
	waitWaitGroup:      "sync.WaitGroup.Wait",
	waitSemacquire:     "semacquire",
	waitIO:             "IO wait",
	waitCoroutine:      "coroutine",
}

var (
	// curg is the running goroutine.
	curg *g
	// g0 stands for the main stack: the core's loop, where nothing of Go runs.
	g0 g
	// allg lists all descriptors; gfree the deadCount that are dead.
	allg      *g
	gfree     *g
	deadCount int
	// freeSlots are places in the core's table that no descriptor owns.
	freeSlots []uint32

	goidNext   uint64
	goroutines int
	// ticks counts scheduling decisions; every pollInterval of them timers and sockets get a look.
	ticks uint32
	// mainExited: main called Goexit.
	mainExited bool

	// preemptFlag asks compiled loops to call preempt.
	preemptFlag uint32
	// preemptTimer: the host raises preemptFlag every preemptInterval milliseconds of computing.
	preemptTimer bool
	// Without such a timer: preempt is called at every back edge, and looks at the clock now and then, at least every
	// preemptClockCalls times.
	preemptByClock bool
	preemptCalls   uint32
	preemptPause   uint32 // so many calls from one look to the next
	lastLook       int64
	lastPreempt    int64
)

const (
	pollInterval = 64
	// preemptInterval is in milliseconds.
	preemptInterval   = 10
	preemptClockCalls = 4096
)

// The scheduler core. create gives gp a continuation that will call goroutineEntry; switchTo leaves `from` and continues
// `to`, and returns when something switches back to `from`; run continues gp and whatever follows until a goroutine ends
// with no successor.

//go:wasmimport weft_sched create
func coreCreate(gp unsafe.Pointer)

//go:wasmimport weft_sched switch_to
func coreSwitch(from, to unsafe.Pointer)

//go:wasmimport weft_sched run
func coreRun(gp unsafe.Pointer)

// goroutineEntry is called by the core on a fresh stack. It returns the goroutine to continue with.
//
//go:wasmexport weft_goroutine
//go:noroots
func goroutineEntry(p unsafe.Pointer) unsafe.Pointer {
	gp := (*g)(p)
	gp.started = true
	gocall(gp.fn)
	return unsafe.Pointer(goend(gp))
}

// goend buries the running goroutine and picks the next. Nothing may allocate after gp was put on gfree: its descriptor
// is still curg.
func goend(gp *g) *g {
	if gp.goid == 1 {
		mainExited = true
	}
	gp.status = gDead
	gp.started = false
	gp.fn = nil
	gp.waiting = nil
	gp.fired = nil
	gp.panics = nil
	gp.defers = nil
	gp.goexiting = false
	if !gp.isSystem || gp.coro != nil {
		goroutines--
	}
	gp.isSystem = false
	bubbleLeaves(gp)
	labelsEnd(gp)
	next := gp.successor()
	gp.next = gfree
	gfree = gp
	deadCount++
	next.enter()
	return next
}

// enter makes gp the running goroutine. What its stack refers to belongs to the snapshot of a collection under way.
func (gp *g) enter() {
	gp.status = gRunning
	if gcMarking != 0 {
		gp.scanStack()
	}
	setG(gp)
}

// setG makes gp the running goroutine for the runtime and for compiled code.
//
//go:noroots
//go:inline
func setG(gp *g) {
	curg = gp
	setOwner(address(unsafe.Pointer(gp)))
}

// successor is who runs when gp ends: its coroutine's caller, or the next runnable goroutine.
func (gp *g) successor() *g {
	if c := gp.coro; c != nil {
		gp.coro = nil
		return c.leave()
	}
	return findRunnable()
}

// newg takes a descriptor for fn, not yet runnable.
func newg(fn func()) *g {
	gp := gfree
	if gp != nil {
		gfree = gp.next
		gp.next = nil
		deadCount--
	} else {
		gp = new(g)
		gp.allnext = allg
		if allg != nil {
			allg.allprev = gp
		}
		allg = gp
		if n := len(freeSlots); n > 0 {
			gp.slot = freeSlots[n-1]
			freeSlots = freeSlots[:n-1]
		}
	}
	stackinit(gp)
	gp.scanGen = markGen
	goidNext++
	gp.goid = goidNext
	gp.fn = fn
	coreCreate(unsafe.Pointer(gp))
	return gp
}

// newproc is the go statement at site.
func newproc(fn func(), site *goSite) {
	if fn == nil {
		fatal("go of nil func value")
	}
	gp := newg(fn)
	gp.creator = curg.goid
	gp.site = site
	bubbleJoins(gp)
	labelsInherit(gp)
	goroutines++
	if goroutines > 1 && !preemptTimer {
		startPreemptTimer()
	}
	goready(gp)
}

func startPreemptTimer() {
	if preemptTimer {
		return
	}
	preemptTimer = true
	if host.PreemptTimer(unsafe.Pointer(&preemptFlag), preemptInterval) != 0 {
		// No timer on this engine: the flag stays up, and preempt looks at the clock.
		preemptByClock = true
		preemptFlag = 1
	}
}

// keptDead is how many dead descriptors are always kept.
const keptDead = 256

// trimDead takes at most n dead descriptors apart, when there are more of them than of the living: the stack goes back to the
// heap, the slot to freeSlots, and the collector finds the descriptor.
func trimDead(n int) bool {
	for ; n > 0; n-- {
		if deadCount <= keptDead+goroutines {
			return false
		}
		gp := gfree
		gfree = gp.next
		deadCount--
		if gp == curg {
			// It is about to leave its stack for good.
			gp.next = gfree
			gfree = gp
			deadCount++
			return false
		}
		gp.next = nil
		gp.batch = nil
		if rootG == gp {
			rootG = gp.allnext
		}
		if gp.allprev != nil {
			gp.allprev.allnext = gp.allnext
		} else {
			allg = gp.allnext
		}
		if gp.allnext != nil {
			gp.allnext.allprev = gp.allprev
		}
		stackRelease(gp.ssl, stackClass(gp.ssb-gp.ssl))
		gp.ssb = 0
		objectsRelease(gp.ofirst)
		gp.ofirst = 0
		freeSlots = append(freeSlots, gp.slot)
	}
	return true
}

// newsystem starts a goroutine of the runtime's own.
func newsystem(fn func()) {
	gp := newg(fn)
	gp.site = nil
	gp.isSystem = true
	goready(gp)
}

// g1 is the descriptor of goroutine 1, so that a program that does not allocate needs no heap.
var g1 g

// start runs fn as goroutine 1. The program ends when fn returns (the compiler's fn calls exit) or in findRunnable.
//
//go:noroots
func start(fn func()) {
	gp := &g1
	allg = gp
	stackinit(gp)
	gp.scanGen = markGen
	goidNext = 1
	gp.goid = 1
	gp.fn = fn
	coreCreate(unsafe.Pointer(gp))
	goroutines = 1
	gp.status = gRunning
	setG(gp)
	coreRun(unsafe.Pointer(gp))
	fatal("the scheduler's loop ended")
}

// goready makes a parked (or new) goroutine the next to run; whoever was that goes behind all others.
func goready(gp *g) {
	bubbleWakes(gp)
	gp.status = gRunnable
	gp.reason = waitNone
	if runNext != nil {
		runqPut(runNext)
	}
	runNext = gp
}

// gopark gives up the processor until somebody calls goready on this goroutine.
func gopark(reason waitReason) {
	gp := curg
	gp.status = gWaiting
	gp.reason = reason
	bubbleParks(gp)
	switchAway(gp)
}

// switchAway continues with the next runnable goroutine, which may turn out to be gp itself.
func switchAway(gp *g) {
	next := findRunnable()
	if next == gp {
		next.status = gRunning
		return
	}
	next.enter()
	coreSwitch(unsafe.Pointer(gp), unsafe.Pointer(next))
	if tracer != nil {
		reportTo(gp)
	}
}

// switchDirectly continues with next, which is parked and not on the run queue; gp stays parked or is on some queue.
func switchDirectly(gp, next *g) {
	next.reason = waitNone
	next.enter()
	coreSwitch(unsafe.Pointer(gp), unsafe.Pointer(next))
	if tracer != nil {
		reportTo(gp)
	}
}

// findRunnable takes the next goroutine off the run queue; when that is empty it waits for timers and sockets. With
// nothing to wait for, the program is deadlocked.
func findRunnable() *g {
	ticks++
	if ticks%pollInterval == 0 {
		checkTimers()
		netpoll(0)
		if debugSched != 0 {
			schedTrace()
		}
	}
	for {
		gp := runqGet()
		if gp != nil {
			return gp
		}
		idle()
	}
}

// idle sleeps until a timer is due or a socket is ready, and makes the goroutines concerned runnable.
func idle() {
	checkTimers()
	if anyRunnable() {
		return
	}
	if gcIdle() {
		netpoll(0)
		return
	}
	if debugSched != 0 {
		schedTrace()
	}
	delay := untilNextTimer()
	if netpollWaiters > 0 {
		netpoll(delay)
	} else if delay >= 0 {
		hostSleep(delay)
	} else {
		deadlock()
	}
	checkTimers()
}

func deadlock() {
	crashBegins()
	printstring("fatal error: ")
	if mainExited {
		printstring("no goroutines (main called runtime.Goexit) - deadlock!\n")
	} else {
		printstring("all goroutines are asleep - deadlock!\n")
	}
	printGoroutines(nil)
	exit(2)
}

// maxReported is how many goroutines a deadlock report lists.
const maxReported = 100

// printGoroutines lists the goroutines by number, each with what it waits for: all of them, or the others of a bubble.
func printGoroutines(of *bubble) {
	last := uint64(0)
	for count := 0; ; count++ {
		var next *g
		for gp := allg; gp != nil; gp = gp.allnext {
			if gp.status != gDead && gp.goid > last && (next == nil || gp.goid < next.goid) && !bubbleSkips(of, gp) {
				next = gp
			}
		}
		if next == nil {
			return
		}
		if count == maxReported {
			printstring("\n...additional goroutines elided...\n")
			return
		}
		last = next.goid
		printstring("\ngoroutine ")
		printuint(last)
		printstring(" [")
		if bubbleOf(next) != nil {
			printstring(bubbleState(next))
		} else {
			printstring(waitReasons[next.reason])
		}
		printstring("]:\n")
		printtrace(callersOf(next))
		printcreator(next)
	}
}

// Gosched lets others that are ready run before this one goes on. Every second time that begins with the oldest one of
// overflow, and else with the next of runq: what only yields or computes must not keep either from coming forward.
func Gosched() {
	gp := curg
	if !anyRunnable() && timers.len() == 0 && netpollWaiters == 0 {
		return
	}
	yields++
	yielded = yields%2 == 0
	gp.status = gRunnable
	runqPut(gp)
	switchAway(gp)
}

// preempt is called from a loop's back edge when preemptFlag is set.
func preempt() {
	if !preemptByClock {
		preemptFlag = 0
		endTurn()
		return
	}
	preemptCalls++
	if preemptCalls < preemptPause {
		return
	}
	preemptCalls = 0
	now := nanotime()
	// What lies between two calls takes a nanosecond or a millisecond; the clock is to be looked at every few milliseconds.
	if gap := now - lastLook; gap < preemptInterval*1000000/4 {
		preemptPause = min(2*preemptPause+1, preemptClockCalls)
	} else if gap > preemptInterval*1000000/2 {
		preemptPause = max(preemptPause/2, 1)
	}
	lastLook = now
	if now-lastPreempt >= preemptInterval*1000000 {
		lastPreempt = now
		endTurn()
	}
}

// endTurn is Gosched for a goroutine whose turn was long: who waited for a time or a socket meanwhile does not wait for
// pollInterval more turns of this kind.
func endTurn() {
	sampleCPU()
	checkTimers()
	netpoll(0)
	Gosched()
}

// block is select {}.
func block() {
	gopark(waitSelectNoCases)
}

// NumGoroutine returns the number of goroutines that currently exist.
func NumGoroutine() int { return goroutines }

// GOMAXPROCS returns 1, the number of processors that goroutines run on; n is ignored.
func GOMAXPROCS(n int) int { return 1 }

// NumCPU returns 1.
func NumCPU() int { return 1 }

// NumCgoCall returns 0: there is no cgo.
func NumCgoCall() int64 { return 0 }

// MemProfileRate is there to be set; nothing is profiled.
var MemProfileRate int = 512 * 1024

// LockOSThread does nothing: there is one thread.
func LockOSThread() {}

// SetDefaultGOMAXPROCS does nothing: it is always 1.
func SetDefaultGOMAXPROCS() {}

// SetCgoTraceback does nothing: there is no cgo.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {}

// UnlockOSThread does nothing: there is one thread.
func UnlockOSThread() {}

// hostSleep blocks the whole program for ns nanoseconds (rounded up to milliseconds).
func hostSleep(ns int64) {
	ms := (ns + 999999) / 1000000
	if ms > 1<<30 {
		ms = 1 << 30
	}
	host.Poll(nil, 0, int32(ms))
}
