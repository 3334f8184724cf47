package os

import (
	"errors"
	"internal/oserror"
	"io/fs"
	"syscall"
)

// Errors to be tested for with errors.Is.
var (
	ErrInvalid                = fs.ErrInvalid
	ErrPermission             = fs.ErrPermission
	ErrExist                  = fs.ErrExist
	ErrNotExist               = fs.ErrNotExist
	ErrClosed                 = fs.ErrClosed
	ErrNoDeadline             = errors.New("file type does not support deadline")
	ErrDeadlineExceeded error = timeoutError{}
	// ErrProcessDone says that a process has ended.
	ErrProcessDone = errors.New("os: process already finished")
)

var errPatternHasSeparator = errors.New("pattern contains path separator")

type timeoutError struct{}

func (timeoutError) Error() string   { return "i/o timeout" }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

// PathError is an error with the operation and the path that caused it.
type PathError = fs.PathError

// SyscallError is an error from a system call.
type SyscallError struct {
	Syscall string
	Err     error
}

// Error is "syscall: error".
func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout says whether the error is a timeout.
func (e *SyscallError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// NewSyscallError returns err as an error of the named system call; nil for nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// LinkError is an error of an operation with two paths.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

// Error is "op old new: error".
func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *LinkError) Unwrap() error { return e.Err }

// underlying is the error inside those of this package.
func underlying(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

func is(err, target error) bool {
	err = underlying(err)
	if err == target {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(target)
}

// IsExist says whether err reports that something exists already.
func IsExist(err error) bool { return is(err, oserror.ErrExist) }

// IsNotExist says whether err reports that something does not exist.
func IsNotExist(err error) bool { return is(err, oserror.ErrNotExist) }

// IsPermission says whether err reports that permission was denied.
func IsPermission(err error) bool { return is(err, oserror.ErrPermission) }

// IsTimeout says whether err reports a timeout.
func IsTimeout(err error) bool {
	t, ok := underlying(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// result turns a host function's number into an error of an operation on a path.
func result(op, path string, errno int32) error {
	if errno == 0 {
		return nil
	}
	return &PathError{op, path, syscall.Errno(errno)}
}
