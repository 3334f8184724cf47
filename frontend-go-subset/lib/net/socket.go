package net

import (
	"internal/host"
	"io"
	"os"
	"syscall"
	"time"
	"unsafe"
)

// pollDesc is the runtime's pollDesc: who waits for a descriptor, and until when.
type pollDesc struct {
	fd                          int32
	reader, writer              unsafe.Pointer
	readDeadline, writeDeadline int64
	readTimer, writeTimer       pollTimer
	closing                     bool
	index                       int
}

type pollTimer struct {
	when   int64
	period int64
	f      func(arg any, seq uintptr, late int64)
	arg    any
	seq    uintptr
	index  int
	bubble unsafe.Pointer
	order  uint64
}

//go:linkname pollWait runtime.pollWait
func pollWait(pd *pollDesc, write bool) int

//go:linkname pollClose runtime.pollClose
func pollClose(pd *pollDesc)

//go:linkname pollSetDeadline runtime.pollSetDeadline
func pollSetDeadline(pd *pollDesc, when int64, read, write bool)

//go:linkname runtimeNano runtime.nanotime
func runtimeNano() int64

// Results of pollWait.
const (
	pollReady = iota
	pollClosing
	pollTimeout
)

const eagain = -int32(syscall.EAGAIN)

// Families and kinds of sockets, as the host numbers them.
const (
	familyUnix = 1
	family4    = 4
	family6    = 6

	kindStream   = 1
	kindDatagram = 2
	kindSequence = 5
)

// socket is a descriptor with its waiters. closed is set first, so that who waits finds out.
type socket struct {
	pd     pollDesc
	fd     int32
	closed bool
	// connected: it sends to one address only.
	connected    bool
	family, kind uint8
	// network is what the program asked for: "tcp", "tcp4" ...
	network       string
	local, remote Addr
	// reading and writing queue up those who read or write at once.
	reading, writing turn
}

// turn lets one goroutine after the other do something that must not be interleaved.
type turn struct {
	busy bool
	next chan struct{}
}

func (t *turn) take() {
	for t.busy {
		if t.next == nil {
			t.next = make(chan struct{})
		}
		<-t.next
	}
	t.busy = true
}

func (t *turn) give() {
	t.busy = false
	if t.next != nil {
		close(t.next)
		t.next = nil
	}
}

// openSocket asks the host for a socket.
func openSocket(network string, family, kind uint8) (*socket, error) {
	fd := host.SockOpen(int32(family), int32(kind))
	if fd < 0 {
		return nil, hostError("socket", fd)
	}
	return newSocket(fd, network, family, kind), nil
}

func newSocket(fd int32, network string, family, kind uint8) *socket {
	s := &socket{fd: fd, network: network, family: family, kind: kind}
	s.pd.fd = fd
	return s
}

// fail is the error of an operation between both ends; io.EOF stays as it is.
func (s *socket) fail(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &OpError{Op: op, Net: s.network, Source: s.local, Addr: s.remote, Err: err}
}

// failHere is the error of an operation on this end alone.
func (s *socket) failHere(op string, err error) error {
	if err == nil {
		return nil
	}
	return &OpError{Op: op, Net: s.network, Addr: s.local, Err: err}
}

// wait parks until the socket is ready.
func (s *socket) wait(write bool) error {
	switch pollWait(&s.pd, write) {
	case pollClosing:
		return errClosed
	case pollTimeout:
		return os.ErrDeadlineExceeded
	}
	return nil
}

// expired is the error when a deadline has passed already; operations that would not block fail too.
func (s *socket) expired(deadline int64) error {
	switch {
	case s.closed:
		return errClosed
	case deadline != 0 && deadline <= runtimeNano():
		return os.ErrDeadlineExceeded
	}
	return nil
}

// receive does an operation of reading until the host has something for it. call names it in errors.
func (s *socket) receive(call string, op func() int32) (int32, error) {
	return s.repeat(call, op, false, &s.reading, &s.pd.readDeadline)
}

// send does an operation of writing until the host has room for it.
func (s *socket) send(call string, op func() int32) (int32, error) {
	return s.repeat(call, op, true, &s.writing, &s.pd.writeDeadline)
}

func (s *socket) repeat(call string, op func() int32, isWrite bool, own *turn, deadline *int64) (int32, error) {
	own.take()
	defer own.give()
	for {
		if err := s.expired(*deadline); err != nil {
			return 0, err
		}
		n := op()
		switch {
		case n >= 0:
			return n, nil
		case n != eagain:
			return 0, hostError(call, n)
		}
		if err := s.wait(isWrite); err != nil {
			return 0, err
		}
	}
}

func (s *socket) read(b []byte) (int, error) {
	s.reading.take()
	defer s.reading.give()
	for {
		if err := s.expired(s.pd.readDeadline); err != nil {
			return 0, err
		}
		if len(b) == 0 {
			return 0, nil
		}
		n := host.SockRecv(s.fd, unsafe.Pointer(unsafe.SliceData(b)), uint32(len(b)))
		switch {
		case n > 0 || n == 0 && s.kind == kindDatagram:
			return int(n), nil
		case n == 0:
			return 0, io.EOF
		case n != eagain:
			return 0, hostError("read", n)
		}
		if err := s.wait(false); err != nil {
			return 0, err
		}
	}
}

// write writes all of b: a stream in as many pieces as it takes, a packet at once.
func (s *socket) write(b []byte) (done int, err error) {
	s.writing.take()
	defer s.writing.give()
	for {
		if err := s.expired(s.pd.writeDeadline); err != nil {
			return done, err
		}
		rest := b[done:]
		if len(rest) == 0 && s.kind == kindStream {
			return done, nil
		}
		n := host.SockSend(s.fd, unsafe.Pointer(unsafe.SliceData(rest)), uint32(len(rest)))
		switch {
		case n >= 0:
			done += int(n)
			if done == len(b) || s.kind != kindStream {
				return done, nil
			}
			continue
		case n != eagain:
			return done, hostError("write", n)
		}
		if err := s.wait(true); err != nil {
			return done, err
		}
	}
}

func (s *socket) close() error {
	if s.closed {
		return errClosed
	}
	s.closed = true
	pollClose(&s.pd)
	if errno := host.SockClose(s.fd); errno != 0 {
		return hostError("close", -errno)
	}
	return nil
}

func (s *socket) shutdown(how int32) error {
	if s.closed {
		return errClosed
	}
	if errno := host.SockShutdown(s.fd, how); errno != 0 {
		return hostError("shutdown", -errno)
	}
	return nil
}

// setDeadline takes a wall-clock or monotonic time to the runtime's clock.
func (s *socket) setDeadline(t time.Time, read, write bool) error {
	if s.closed {
		return errClosed
	}
	when := int64(0)
	if !t.IsZero() {
		left := int64(time.Until(t))
		when = runtimeNano() + left
		switch {
		case when <= 0 && left > 0: // further away than the clock goes
			when = 0
		case when <= 0:
			when = 1
		}
	}
	pollSetDeadline(&s.pd, when, read, write)
	return nil
}
