package net

import (
	"context"
	"errors"
	"os"
	"syscall"
)

// ErrClosed is the error of an operation on a closed connection.
var ErrClosed error = errClosed

var errClosed = closedError{}

type closedError struct{}

func (closedError) Error() string   { return "use of closed network connection" }
func (closedError) Timeout() bool   { return false }
func (closedError) Temporary() bool { return false }

var (
	errMissingAddress    = errors.New("missing address")
	errNoSuitableAddress = errors.New("no suitable address found")
	// ErrWriteToConnected is the error of sending to an address over a connection that has one.
	ErrWriteToConnected = errors.New("use of WriteTo with pre-connected connection")
)

// timeoutError is the error when connecting or looking a name up takes too long.
type timeoutError struct{}

func (*timeoutError) Error() string        { return "i/o timeout" }
func (*timeoutError) Timeout() bool        { return true }
func (*timeoutError) Temporary() bool      { return true }
func (*timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

var errTimeout error = &timeoutError{}

type canceledError struct{}

func (canceledError) Error() string        { return "operation was canceled" }
func (canceledError) Is(target error) bool { return target == context.Canceled }

// contextError is the error for why a context ended.
func contextError(err error) error {
	switch err {
	case context.Canceled:
		return canceledError{}
	case context.DeadlineExceeded:
		return errTimeout
	}
	return err
}

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
	if e.Op == "accept" {
		// The connection is gone, the listener is not.
		if call, ok := e.Err.(*os.SyscallError); ok && (call.Err == syscall.ECONNRESET || call.Err == syscall.ECONNABORTED) {
			return true
		}
	}
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
	// UnwrapErr is what Unwrap returns; it may be nil.
	UnwrapErr   error
	Err         string
	Name        string
	Server      string
	IsTimeout   bool
	IsTemporary bool
	IsNotFound  bool
}

// Unwrap returns e.UnwrapErr.
func (e *DNSError) Unwrap() error { return e.UnwrapErr }

// Error is "lookup name on server: error".
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

// Timeout says whether the lookup is known to have timed out.
func (e *DNSError) Timeout() bool { return e.IsTimeout }

// Temporary says whether trying again may help.
func (e *DNSError) Temporary() bool { return e.IsTimeout || e.IsTemporary }

const noSuchHost = "no such host"

// notFound is the error for a name that is not there.
func notFound(text, name, server string) *DNSError {
	return &DNSError{Err: text, Name: name, Server: server, IsNotFound: true}
}

// lookupError makes the error of a lookup that failed in its course.
func lookupError(err error, name, server string) *DNSError {
	e := &DNSError{Err: err.Error(), Name: name, Server: server}
	if t, ok := err.(Error); ok {
		e.IsTimeout = t.Timeout()
		e.IsTemporary = t.Temporary()
	}
	switch err.(type) {
	case *timeoutError, canceledError:
		e.UnwrapErr = err
	}
	return e
}

// DNSConfigError is the error of reading the machine's DNS configuration. It is no longer given.
type DNSConfigError struct {
	Err error
}

func (e *DNSConfigError) Unwrap() error   { return e.Err }
func (e *DNSConfigError) Error() string   { return "error reading DNS config: " + e.Err.Error() }
func (e *DNSConfigError) Timeout() bool   { return false }
func (e *DNSConfigError) Temporary() bool { return false }

// hostError is the error for a negative result of the host.
func hostError(call string, result int32) error {
	return os.NewSyscallError(call, syscall.Errno(-result))
}
