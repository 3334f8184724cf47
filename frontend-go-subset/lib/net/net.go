// Package net: TCP over the host's non-blocking sockets. A goroutine that would block parks until the host says that its
// socket is ready, so that the others go on.
package net

import (
	"errors"
	"io"
	"os"
	"syscall"
	"time"
)

// Addr is an address: Network is "tcp", String "127.0.0.1:80".
type Addr interface {
	Network() string
	String() string
}

// Conn is a stream connection. Several goroutines may use it at once.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	// SetDeadline sets the time after which reads and writes fail; the zero Time means never.
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A Listener waits for connections.
type Listener interface {
	Accept() (Conn, error)
	// Close also ends an Accept that waits.
	Close() error
	Addr() Addr
}

// An Error is a network error.
type Error interface {
	error
	Timeout() bool
	Temporary() bool
}

// ErrClosed is the error of an operation on a closed connection.
var ErrClosed error = errClosed

var errClosed = closedError{}

type closedError struct{}

func (closedError) Error() string   { return "use of closed network connection" }
func (closedError) Timeout() bool   { return false }
func (closedError) Temporary() bool { return false }

var (
	errMissingAddress = errors.New("missing address")
	// ErrWriteToConnected is there for completeness: there are no datagram sockets here.
	ErrWriteToConnected = errors.New("use of WriteTo with pre-connected connection")
)

type timeoutError struct{}

func (*timeoutError) Error() string        { return "i/o timeout" }
func (*timeoutError) Timeout() bool        { return true }
func (*timeoutError) Temporary() bool      { return true }
func (*timeoutError) Is(target error) bool { return target == os.ErrDeadlineExceeded }

var errTimeout error = &timeoutError{}

// OpError is the error of an operation on a network.
type OpError struct {
	// Op is "read", "dial" ...; Net is "tcp".
	Op  string
	Net string
	// Source is the local address, Addr the remote one, or the local one of a listener. Either may be nil.
	Source Addr
	Addr   Addr
	Err    error
}

// Unwrap returns e.Err.
func (e *OpError) Unwrap() error { return e.Err }

// Error is "op net source->addr: error".
func (e *OpError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := e.Op
	if e.Net != "" {
		s += " " + e.Net
	}
	if e.Source != nil {
		s += " " + e.Source.String()
	}
	if e.Addr != nil {
		if e.Source != nil {
			s += "->"
		} else {
			s += " "
		}
		s += e.Addr.String()
	}
	return s + ": " + e.Err.Error()
}

// Timeout says whether the error is a timeout.
func (e *OpError) Timeout() bool {
	t, ok := inner(e.Err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary says whether trying again may help.
func (e *OpError) Temporary() bool {
	t, ok := inner(e.Err).(interface{ Temporary() bool })
	return ok && t.Temporary()
}

func inner(err error) error {
	if e, ok := err.(*os.SyscallError); ok {
		return e.Err
	}
	return err
}

// AddrError is a fault in an address.
type AddrError struct {
	Err  string
	Addr string
}

// Error is "address addr: error".
func (e *AddrError) Error() string {
	if e == nil {
		return "<nil>"
	}
	if e.Addr != "" {
		return "address " + e.Addr + ": " + e.Err
	}
	return e.Err
}

// Timeout returns false.
func (e *AddrError) Timeout() bool { return false }

// Temporary returns false.
func (e *AddrError) Temporary() bool { return false }

// UnknownNetworkError is the name of a network that is not known.
type UnknownNetworkError string

// Error is "unknown network name".
func (e UnknownNetworkError) Error() string { return "unknown network " + string(e) }

// Timeout returns false.
func (e UnknownNetworkError) Timeout() bool { return false }

// Temporary returns false.
func (e UnknownNetworkError) Temporary() bool { return false }

// InvalidAddrError is a fault in an address.
type InvalidAddrError string

// Error returns the text.
func (e InvalidAddrError) Error() string { return string(e) }

// Timeout returns false.
func (e InvalidAddrError) Timeout() bool { return false }

// Temporary returns false.
func (e InvalidAddrError) Temporary() bool { return false }

// DNSError is the error of a name that could not be looked up.
type DNSError struct {
	Err        string
	Name       string
	Server     string
	IsTimeout  bool
	IsNotFound bool
}

// Error is "lookup name: error".
func (e *DNSError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := "lookup " + e.Name
	if e.Server != "" {
		s += " on " + e.Server
	}
	return s + ": " + e.Err
}

// Timeout says whether the lookup timed out.
func (e *DNSError) Timeout() bool { return e.IsTimeout }

// Temporary says whether trying again may help.
func (e *DNSError) Temporary() bool { return e.IsTimeout }

// hostError is the error for a negative result of the host.
func hostError(call string, result int32) error {
	return os.NewSyscallError(call, syscall.Errno(-result))
}

// Buffers are pieces of data to be written one after the other.
type Buffers [][]byte

// WriteTo writes the pieces to w.
func (v *Buffers) WriteTo(w io.Writer) (n int64, err error) {
	for len(*v) > 0 {
		m, err := w.Write((*v)[0])
		n += int64(m)
		if err != nil {
			(*v)[0] = (*v)[0][m:]
			return n, err
		}
		*v = (*v)[1:]
	}
	return n, nil
}
