// Waiting for sockets. A goroutine that would block on a socket parks in a pollDesc; when nothing else is runnable (and now
// and then in between) netpoll asks the host which descriptors are ready.
package runtime

import (
	"internal/host"
	"unsafe"
)

// pollDesc is one descriptor's waiters: at most one reader and one writer.
type pollDesc struct {
	fd             int32
	reader, writer *g
	// Deadlines in nanotime; 0: none. Expired ones stay set until changed.
	readDeadline, writeDeadline int64
	readTimer, writeTimer       timer
	// closing: Close was called; waiters are woken and new ones refused.
	closing bool
	// index in polled plus one while somebody waits.
	index int
}

// Results of pollWait.
const (
	pollReady = iota
	pollClosing
	pollTimeout
)

// pollEntry is the host's struct.
type pollEntry struct {
	fd      int32
	events  int16
	revents int16
}

const (
	pollIn   = 1
	pollOut  = 4
	pollErr  = 8
	pollHup  = 16
	pollNval = 32
)

var (
	// polled are the descriptors with waiters; entries is the host's view of them, made anew before each call.
	polled         []*pollDesc
	entries        []pollEntry
	netpollWaiters int
)

func (pd *pollDesc) watch() {
	if pd.index == 0 {
		polled = append(polled, pd)
		pd.index = len(polled)
	}
}

func (pd *pollDesc) unwatch() {
	if pd.index == 0 || pd.reader != nil || pd.writer != nil {
		return
	}
	last := polled[len(polled)-1]
	polled[pd.index-1] = last
	last.index = pd.index
	polled[len(polled)-1] = nil
	polled = polled[:len(polled)-1]
	pd.index = 0
}

// pollWait parks until fd is readable (write false) or writable, its deadline passes or it is closed.
func pollWait(pd *pollDesc, write bool) int {
	if r := pd.check(write); r != pollReady {
		return r
	}
	netpollWaiters++
	if write {
		pd.writer = curg
	} else {
		pd.reader = curg
	}
	pd.watch()
	gopark(waitIO)
	return pd.check(write)
}

func (pd *pollDesc) check(write bool) int {
	deadline := pd.readDeadline
	if write {
		deadline = pd.writeDeadline
	}
	switch {
	case pd.closing:
		return pollClosing
	case deadline != 0 && deadline <= nanotime():
		return pollTimeout
	}
	return pollReady
}

// wakeReader and wakeWriter end a wait, if there is one.
func (pd *pollDesc) wakeReader() {
	if gp := pd.reader; gp != nil {
		pd.reader = nil
		netpollWaiters--
		pd.unwatch()
		goready(gp)
	}
}

func (pd *pollDesc) wakeWriter() {
	if gp := pd.writer; gp != nil {
		pd.writer = nil
		netpollWaiters--
		pd.unwatch()
		goready(gp)
	}
}

// pollSetDeadline sets the read deadline, the write deadline or both; 0 means none.
func pollSetDeadline(pd *pollDesc, when int64, read, write bool) {
	if read {
		pd.readDeadline = when
		pd.arm(&pd.readTimer, when, readExpired)
		if when != 0 && when <= nanotime() {
			pd.wakeReader()
		}
	}
	if write {
		pd.writeDeadline = when
		pd.arm(&pd.writeTimer, when, writeExpired)
		if when != 0 && when <= nanotime() {
			pd.wakeWriter()
		}
	}
}

func (pd *pollDesc) arm(t *timer, when int64, f func(any, uintptr, int64)) {
	stopTimer(t, "stop")
	if when == 0 {
		return
	}
	t.when = when
	t.f = f
	t.arg = pd
	startTimer(t)
}

func readExpired(arg any, seq uintptr, late int64)  { arg.(*pollDesc).wakeReader() }
func writeExpired(arg any, seq uintptr, late int64) { arg.(*pollDesc).wakeWriter() }

// pollClose wakes everybody who waits and refuses later waits.
func pollClose(pd *pollDesc) {
	pd.closing = true
	stopTimer(&pd.readTimer, "stop")
	stopTimer(&pd.writeTimer, "stop")
	pd.wakeReader()
	pd.wakeWriter()
}

// netpoll asks the host about all descriptors with waiters and wakes those that are ready; it waits at most `delay`
// nanoseconds (0: not at all; negative: without limit).
func netpoll(delay int64) {
	if netpollWaiters == 0 {
		return
	}
	entries = entries[:0]
	for _, pd := range polled {
		e := pollEntry{fd: pd.fd}
		if pd.reader != nil {
			e.events |= pollIn
		}
		if pd.writer != nil {
			e.events |= pollOut
		}
		entries = append(entries, e)
	}
	ms := int32(-1)
	if delay >= 0 {
		rounded := (delay + 999999) / 1000000
		if rounded > 1<<30 {
			rounded = 1 << 30
		}
		ms = int32(rounded)
	}
	n := host.Poll(unsafe.Pointer(unsafe.SliceData(entries)), uint32(len(entries)), ms)
	if n == 0 {
		return
	}
	if n < 0 {
		// The host cannot poll these: let everybody try.
		for len(polled) > 0 {
			pd := polled[len(polled)-1]
			pd.wakeReader()
			pd.wakeWriter()
		}
		return
	}
	// Waking takes entries out of polled from the end backwards, so the indices of those still to come stay right.
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		if e.revents == 0 {
			continue
		}
		pd := polled[i]
		bad := e.revents&(pollErr|pollHup|pollNval) != 0
		if bad || e.revents&pollIn != 0 {
			pd.wakeReader()
		}
		if bad || e.revents&pollOut != 0 {
			pd.wakeWriter()
		}
	}
}

// stdin is what waits for standard input.
var stdin pollDesc

// waitReadable parks until something can be read from standard input, so that other goroutines run meanwhile. Only one
// goroutine waits like this; others read at once.
func waitReadable(fd int32) {
	if stdin.reader != nil {
		return
	}
	stdin.fd = fd
	pollWait(&stdin, false)
}
