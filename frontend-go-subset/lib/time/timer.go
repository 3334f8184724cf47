package time

import "unsafe"

// runtimeTimer is the runtime's timer.
type runtimeTimer struct {
	when   int64
	period int64
	f      func(arg any, seq uintptr, late int64)
	arg    any
	seq    uintptr
	index  int
	bubble unsafe.Pointer
	order  uint64
}

//go:linkname startTimer runtime.startTimer
func startTimer(t *runtimeTimer)

//go:linkname newTimer runtime.newTimer
func newTimer(t *runtimeTimer)

//go:linkname stopTimer runtime.stopTimer
func stopTimer(t *runtimeTimer, what string) bool

//go:linkname markTimerChan runtime.markTimerChan
func markTimerChan(c unsafe.Pointer)

//go:linkname runtimeSleep runtime.timeSleep
func runtimeSleep(ns int64)

// Sleep pauses the current goroutine for at least d. With d <= 0 it returns at once.
func Sleep(d Duration) { runtimeSleep(int64(d)) }

// The Timer type represents a single event: at its time it sends the time on C, or calls AfterFunc's function.
type Timer struct {
	C <-chan Time
	c chan Time
	r runtimeTimer
}

// when is the moment d from now on the monotonic clock.
func when(d Duration) int64 {
	now := runtimeNano()
	if d <= 0 {
		return now
	}
	if t := now + int64(d); t > 0 {
		return t
	}
	return 1<<63 - 1
}

// newChan makes a channel that holds one tick but shows none of it to len and cap.
func newChan() chan Time {
	c := make(chan Time, 1)
	markTimerChan(*(*unsafe.Pointer)(unsafe.Pointer(&c)))
	return c
}

// sendTime sends the moment for which the timer was set; a tick nobody has taken is not replaced.
func sendTime(arg any, seq uintptr, late int64) {
	select {
	case arg.(chan Time) <- Now().Add(-Duration(late)):
	default:
	}
}

func goFunc(arg any, seq uintptr, late int64) { go arg.(func())() }

// discard takes back a tick that nobody has received: after Stop and Reset no old one may come.
func discard(c chan Time) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// NewTimer returns a Timer that sends the time on its channel after at least d.
func NewTimer(d Duration) *Timer {
	c := newChan()
	t := &Timer{C: c, c: c}
	t.r.when = when(d)
	t.r.f = sendTime
	t.r.arg = c
	newTimer(&t.r)
	return t
}

// AfterFunc calls f in a goroutine of its own after at least d. Stop of the Timer it returns cancels that.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{}
	t.r.when = when(d)
	t.r.f = goFunc
	t.r.arg = f
	newTimer(&t.r)
	return t
}

// After returns a channel on which the time is sent after at least d.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// Stop keeps the Timer from firing; false when it has fired or was stopped already. Afterwards nothing comes from t.C.
func (t *Timer) Stop() bool {
	if t.r.f == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.stop("stop")
}

func (t *Timer) stop(what string) bool {
	active := stopTimer(&t.r, what)
	if t.c != nil && discard(t.c) {
		active = true
	}
	return active
}

// Reset makes the Timer fire after d from now; true when it had been running.
func (t *Timer) Reset(d Duration) bool {
	if t.r.f == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	active := t.stop("reset")
	t.r.when = when(d)
	startTimer(&t.r)
	return active
}

// A Ticker sends the time on its channel at intervals.
type Ticker struct {
	C <-chan Time
	c chan Time
	r runtimeTimer
}

// NewTicker returns a Ticker that ticks every d, which must be positive. Ticks that nobody takes in time are dropped.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := newChan()
	t := &Ticker{C: c, c: c}
	t.r.when = when(d)
	t.r.period = int64(d)
	t.r.f = sendTime
	t.r.arg = c
	newTimer(&t.r)
	return t
}

// Stop ends the ticking. It does not close the channel.
func (t *Ticker) Stop() {
	if t.c == nil {
		return
	}
	t.stop("stop")
}

func (t *Ticker) stop(what string) {
	stopTimer(&t.r, what)
	discard(t.c)
}

// Reset stops the ticker and sets its interval to d. The next tick comes after the new interval.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.c == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.stop("reset")
	t.r.when = when(d)
	t.r.period = int64(d)
	startTimer(&t.r)
}

// Tick returns the channel of a Ticker that cannot be stopped; nil when d <= 0.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
