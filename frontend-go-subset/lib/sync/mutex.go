// Package sync: locks and the like. Goroutines switch only where they wait, so a lock is a flag and a queue, and an
// unlock hands the lock directly to the goroutine that has waited longest.
package sync

import "unsafe"

// A Locker represents an object that can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// waitList is the runtime's WaitList: parked goroutines, first in first out.
type waitList struct {
	head, tail unsafe.Pointer
}

// listWait parks the running goroutine in l.
//
//go:linkname listWait runtime.listWait
func listWait(l *waitList, front bool, reason uint8)

// listWake makes the first goroutine of l runnable; false when there is none.
//
//go:linkname listWake runtime.listWake
func listWake(l *waitList) bool

//go:linkname listWakeAll runtime.listWakeAll
func listWakeAll(l *waitList)

// fatal ends the program with "fatal error: " and msg.
//
//go:linkname fatal runtime.fatal
func fatal(msg string)

// Reasons for waiting, by the runtime's numbers.
const (
	waitMutex            = 8
	waitRWMutexRLock     = 9
	waitRWMutexLock      = 10
	waitCond             = 11
	waitWaitGroup        = 12
	waitWaitGroupDurable = 16
)

// noCopy makes `go vet` complain about copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Mutex is a mutual exclusion lock. The zero value is an unlocked mutex.
type Mutex struct {
	locked  bool
	waiters waitList
}

// Lock locks m, waiting until it is free.
func (m *Mutex) Lock() {
	if m.locked {
		// Unlock leaves the lock to us.
		listWait(&m.waiters, false, waitMutex)
		return
	}
	m.locked = true
}

// TryLock locks m if it is free, and says whether it did.
func (m *Mutex) TryLock() bool {
	if m.locked {
		return false
	}
	m.locked = true
	return true
}

// Unlock unlocks m, or hands it to the next goroutine that waits. It is a fatal error if m is not locked.
func (m *Mutex) Unlock() {
	if !m.locked {
		fatal("sync: unlock of unlocked mutex")
	}
	if !listWake(&m.waiters) {
		m.locked = false
	}
}

// A RWMutex is a lock that any number of readers or one writer can hold. The zero value is unlocked. A writer that waits
// keeps new readers out.
type RWMutex struct {
	readers        int32
	waitingReaders int32
	writer         bool
	readQueue      waitList
	writeQueue     waitList
}

// RLock locks rw for reading.
func (rw *RWMutex) RLock() {
	if rw.writer || rw.writeQueue.head != nil {
		rw.waitingReaders++
		listWait(&rw.readQueue, false, waitRWMutexRLock)
		return
	}
	rw.readers++
}

// TryRLock locks rw for reading if that needs no waiting, and says whether it did.
func (rw *RWMutex) TryRLock() bool {
	if rw.writer || rw.writeQueue.head != nil {
		return false
	}
	rw.readers++
	return true
}

// RUnlock undoes one RLock.
func (rw *RWMutex) RUnlock() {
	if rw.readers == 0 {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.readers--
	if rw.readers == 0 && listWake(&rw.writeQueue) {
		rw.writer = true
	}
}

// Lock locks rw for writing.
func (rw *RWMutex) Lock() {
	if rw.writer || rw.readers > 0 {
		listWait(&rw.writeQueue, false, waitRWMutexLock)
		return
	}
	rw.writer = true
}

// TryLock locks rw for writing if it is free, and says whether it did.
func (rw *RWMutex) TryLock() bool {
	if rw.writer || rw.readers > 0 {
		return false
	}
	rw.writer = true
	return true
}

// Unlock unlocks rw: readers that wait come first, then the next writer.
func (rw *RWMutex) Unlock() {
	if !rw.writer {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	if rw.waitingReaders > 0 {
		rw.writer = false
		rw.readers = rw.waitingReaders
		rw.waitingReaders = 0
		listWakeAll(&rw.readQueue)
		return
	}
	rw.writer = listWake(&rw.writeQueue)
}

// RLocker returns a Locker whose Lock and Unlock are rw.RLock and rw.RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
