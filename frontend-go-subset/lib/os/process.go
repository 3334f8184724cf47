package os

import (
	"syscall"
	"time"
)

// A Signal would be sent to a process.
type Signal interface {
	String() string
	Signal()
}

// The signals that every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// A Process would be one that StartProcess has started; the host has none.
type Process struct{ Pid int }

// ProcAttr would say how to start a process.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []*File
	Sys   *syscall.SysProcAttr
}

// ErrNoHandle says that a process has no handle.
var ErrNoHandle error = noHandle{}

type noHandle struct{}

func (noHandle) Error() string { return "process handle unavailable" }

// StartProcess fails: the host starts no processes.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	return nil, &PathError{"fork/exec", name, syscall.ENOSYS}
}

// FindProcess returns a Process with that number, whether it exists or not.
func FindProcess(pid int) (*Process, error) { return &Process{pid}, nil }

// Kill fails, as the host knows no other processes.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Release does nothing.
func (p *Process) Release() error { return nil }

// Signal fails, as the host knows no other processes.
func (p *Process) Signal(sig Signal) error { return NewSyscallError("kill", syscall.ENOSYS) }

// Wait fails, as the host knows no other processes.
func (p *Process) Wait() (*ProcessState, error) { return nil, NewSyscallError("wait", syscall.ENOSYS) }

// WithHandle fails: there are no handles.
func (p *Process) WithHandle(f func(handle uintptr)) error { return ErrNoHandle }

// ProcessState would tell how a process ended.
type ProcessState struct{ pid int }

func (p *ProcessState) ExitCode() int             { return -1 }
func (p *ProcessState) Exited() bool              { return false }
func (p *ProcessState) Pid() int                  { return p.pid }
func (p *ProcessState) Success() bool             { return false }
func (p *ProcessState) Sys() any                  { return nil }
func (p *ProcessState) SysUsage() any             { return nil }
func (p *ProcessState) SystemTime() time.Duration { return 0 }
func (p *ProcessState) UserTime() time.Duration   { return 0 }
func (p *ProcessState) String() string            { return "<nil>" }

// Getgroups fails: the host has no groups.
func Getgroups() ([]int, error) { return nil, NewSyscallError("getgroups", syscall.ENOSYS) }
