// Timers: a 4-ary heap ordered by time. They run their functions on whatever goroutine is looking for work, so those
// functions must not block.
package runtime

import (
	"internal/host"
	"unsafe"
)

// timer calls f(arg, seq, late) at `when` (nanotime), again every `period` nanoseconds when that is positive.
// Packages time (runtimeTimer) and net (pollTimer) have structs with the same fields.
type timer struct {
	when   int64
	period int64
	f      func(arg any, seq uintptr, late int64)
	arg    any
	seq    uintptr
	// index in the heap plus one; 0 when the timer is not running.
	index int
	// bubble is the one whose clock it goes by (bubble.go).
	bubble *bubble
	// order breaks ties: timers for the same moment run in the order they were started.
	order uint64
}

type timerHeap struct {
	items []*timer
	order uint64
}

var timers timerHeap

func (h *timerHeap) len() int { return len(h.items) }

func (a *timer) before(b *timer) bool {
	return a.when < b.when || a.when == b.when && a.order < b.order
}

func (h *timerHeap) add(t *timer) {
	h.order++
	t.order = h.order
	h.insert(t)
}

func (h *timerHeap) insert(t *timer) {
	h.items = append(h.items, t)
	h.up(len(h.items) - 1)
}

func (h *timerHeap) up(i int) {
	t := h.items[i]
	for i > 0 {
		parent := (i - 1) / 4
		p := h.items[parent]
		if !t.before(p) {
			break
		}
		h.items[i] = p
		p.index = i + 1
		i = parent
	}
	h.items[i] = t
	t.index = i + 1
}

func (h *timerHeap) down(i int) {
	t := h.items[i]
	n := len(h.items)
	for {
		child := 4*i + 1
		if child >= n {
			break
		}
		least := child
		for c := child + 1; c < child+4 && c < n; c++ {
			if h.items[c].before(h.items[least]) {
				least = c
			}
		}
		l := h.items[least]
		if !l.before(t) {
			break
		}
		h.items[i] = l
		l.index = i + 1
		i = least
	}
	h.items[i] = t
	t.index = i + 1
}

func (h *timerHeap) remove(t *timer) {
	i := t.index - 1
	n := len(h.items) - 1
	last := h.items[n]
	h.items[n] = nil
	h.items = h.items[:n]
	t.index = 0
	if i == n {
		return
	}
	h.items[i] = last
	last.index = i + 1
	h.up(i)
	h.down(last.index - 1)
}

// newTimer starts a timer for the first time.
func newTimer(t *timer) {
	bubbleMarks(t)
	startTimer(t)
}

// startTimer puts t into the heap; t.when and t.f are set.
func startTimer(t *timer) {
	if t.when < 0 {
		t.when = 1<<63 - 1
	}
	if b := bubbleTimer(t, "reset"); b != nil {
		b.start(t)
	} else if t.index == 0 {
		timers.add(t)
	}
}

// stopTimer takes t out of the heap; false when it was not running. what is done to it: "stop", "reset".
func stopTimer(t *timer, what string) bool {
	b := bubbleTimer(t, what)
	if t.index == 0 {
		return false
	}
	if b != nil {
		b.timers.remove(t)
	} else {
		timers.remove(t)
	}
	return true
}

// untilNextTimer is the time in nanoseconds until a timer is due, 0 when one is, -1 when there is none.
func untilNextTimer() int64 {
	if timers.len() == 0 {
		return -1
	}
	delay := timers.items[0].when - nanotime()
	if delay < 0 {
		return 0
	}
	return delay
}

// checkTimers runs the timers that are due.
func checkTimers() {
	if timers.len() == 0 {
		return
	}
	now := nanotime()
	gp := curg
	b := bubbleHides()
	for timers.len() > 0 && timers.items[0].when <= now {
		timers.fire(now)
	}
	bubbleShows(gp, b)
}

// fire runs the first timer, which is due.
func (h *timerHeap) fire(now int64) {
	t := h.items[0]
	late := now - t.when
	if t.period > 0 {
		t.when += t.period * (1 + late/t.period)
		h.order++
		t.order = h.order
		h.down(0)
	} else {
		h.remove(t)
	}
	t.f(t.arg, t.seq, late)
}

// timeSleep is time.Sleep.
func timeSleep(ns int64) {
	if ns <= 0 {
		if ns == 0 {
			Gosched()
		}
		return
	}
	gp := curg
	if bubbleSleeps(gp, ns) {
		return
	}
	t := sleepTimer(gp)
	t.when = nanotime() + ns
	startTimer(t)
	gopark(waitSleep)
}

func sleepTimer(gp *g) *timer {
	t := gp.sleep
	if t == nil {
		t = new(timer)
		t.f = wakeSleeper
		t.arg = gp
		gp.sleep = t
	}
	return t
}

func wakeSleeper(arg any, seq uintptr, late int64) {
	goready(arg.(*g))
}

var clockResult int64

// nanotime is the monotonic clock.
func nanotime() int64 {
	host.WasiClockTimeGet(1, 1, unsafe.Pointer(&clockResult))
	return clockResult
}

// walltime is the time since the start of 1970.
func walltime() (sec int64, nsec int32) {
	host.WasiClockTimeGet(0, 1, unsafe.Pointer(&clockResult))
	return clockResult / 1000000000, int32(clockResult % 1000000000)
}

// timeNano is the monotonic clock for package time.
func timeNano() int64 {
	if now := bubbleNow(); now != 0 {
		return now
	}
	return nanotime()
}

// markTimerChan hides a timer channel's buffer from len and cap.
func markTimerChan(c *hchan) { c.isTimer = true }
