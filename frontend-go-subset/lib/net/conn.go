package net

import (
	"internal/host"
	"os"
	"syscall"
	"time"
)

// conn has the methods that all connections share. One that was not made by this package has no socket, and fails.
type conn struct {
	s *socket
}

func (c *conn) ok() bool { return c != nil && c.s != nil }

// Read reads what has arrived, waiting for something.
func (c *conn) Read(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	n, err := c.s.read(b)
	return n, c.s.fail("read", err)
}

// Write writes all of b.
func (c *conn) Write(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	n, err := c.s.write(b)
	return n, c.s.fail("write", err)
}

// Close closes the connection. Reads and writes that wait fail.
func (c *conn) Close() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.fail("close", c.s.close())
}

// LocalAddr returns this side's address.
func (c *conn) LocalAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.s.local
}

// RemoteAddr returns the other side's address.
func (c *conn) RemoteAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.s.remote
}

// SetDeadline sets when reads and writes fail.
func (c *conn) SetDeadline(t time.Time) error { return c.setDeadline(t, true, true) }

// SetReadDeadline sets when reads fail.
func (c *conn) SetReadDeadline(t time.Time) error { return c.setDeadline(t, true, false) }

// SetWriteDeadline sets when writes fail.
func (c *conn) SetWriteDeadline(t time.Time) error { return c.setDeadline(t, false, true) }

func (c *conn) setDeadline(t time.Time, read, write bool) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.failHere("set", c.s.setDeadline(t, read, write))
}

// SetReadBuffer sets the size of the system's buffer for what arrives.
func (c *conn) SetReadBuffer(bytes int) error { return c.set(optionReadBuffer, bytes) }

// SetWriteBuffer sets the size of the system's buffer for what is sent.
func (c *conn) SetWriteBuffer(bytes int) error { return c.set(optionWriteBuffer, bytes) }

func (c *conn) set(option int32, value int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.s.failHere("set", c.s.setOption(option, value))
}

// File returns another descriptor of the same connection. Closing one does not close the other.
func (c *conn) File() (*os.File, error) {
	if !c.ok() {
		return nil, syscall.EINVAL
	}
	f, err := c.s.file()
	if err != nil {
		return nil, c.s.fail("file", err)
	}
	return f, nil
}

// SyscallConn returns access to the descriptor.
func (c *conn) SyscallConn() (syscall.RawConn, error) {
	if !c.ok() {
		return nil, syscall.EINVAL
	}
	return rawConn{c.s}, nil
}

// The host's numbers of options.
const (
	optionNoDelay           = 1
	optionKeepAlive         = 2
	optionKeepAliveIdle     = 3
	optionKeepAliveInterval = 4
	optionKeepAliveCount    = 5
	optionLinger            = 6
	optionReadBuffer        = 7
	optionWriteBuffer       = 8
	optionOnlyIPv6          = 9
	optionReuseAddress      = 10
	optionBroadcast         = 11
	optionMulticastLoop     = 12
	optionFamily            = 20
	optionKind              = 21
	optionListens           = 22
)

func (s *socket) setOption(option int32, value int) error {
	if s.closed {
		return errClosed
	}
	value = min(max(value, -1<<31), 1<<31-1)
	if errno := host.SockSetOption(s.fd, option, int32(value)); errno != 0 {
		return hostError("setsockopt", -errno)
	}
	return nil
}

func (s *socket) setFlag(option int32, on bool) error {
	if on {
		return s.setOption(option, 1)
	}
	return s.setOption(option, 0)
}

// rawConn gives a socket's descriptor, which is the host's number for it.
type rawConn struct {
	s *socket
}

// Control calls f with the descriptor.
func (c rawConn) Control(f func(fd uintptr)) error {
	if c.s.closed {
		return c.s.failHere("raw-control", errClosed)
	}
	f(uintptr(c.s.fd))
	return nil
}

// Read calls f whenever there may be something to read, until it returns true.
func (c rawConn) Read(f func(fd uintptr) (done bool)) error {
	s := c.s
	_, err := s.receive("", func() int32 { return again(f(uintptr(s.fd))) })
	return s.fail("raw-read", err)
}

// Write calls f whenever there may be room to write, until it returns true.
func (c rawConn) Write(f func(fd uintptr) (done bool)) error {
	s := c.s
	_, err := s.send("", func() int32 { return again(f(uintptr(s.fd))) })
	return s.fail("raw-write", err)
}

func again(done bool) int32 {
	if done {
		return 0
	}
	return eagain
}
