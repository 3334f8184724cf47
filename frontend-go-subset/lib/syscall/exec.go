package syscall

import "sync"

// ForkLock is for those who open descriptors that a new process must not inherit. The host starts no processes.
var ForkLock sync.RWMutex

// Rusage would tell what a process has used.
type Rusage struct {
	Utime    Timeval
	Stime    Timeval
	Maxrss   int64
	Ixrss    int64
	Idrss    int64
	Isrss    int64
	Minflt   int64
	Majflt   int64
	Nswap    int64
	Inblock  int64
	Oublock  int64
	Msgsnd   int64
	Msgrcv   int64
	Nsignals int64
	Nvcsw    int64
	Nivcsw   int64
}

// ProcAttr would say how to start a process.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []uintptr
	Sys   *SysProcAttr
}

// StartProcess fails: the host starts no processes.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	return 0, 0, ENOSYS
}

// Exec fails: the host starts no processes.
func Exec(argv0 string, argv []string, envv []string) error { return ENOSYS }

// Kill fails, as the host knows no other processes.
func Kill(pid int, sig Signal) error { return ENOSYS }

// StringByteSlice returns s with a zero byte behind it, and panics if there is one inside.
func StringByteSlice(s string) []byte {
	b, err := ByteSliceFromString(s)
	if err != nil {
		panic("syscall: string with NUL passed to StringByteSlice")
	}
	return b
}

// StringBytePtr returns a pointer to the first byte of StringByteSlice's result.
func StringBytePtr(s string) *byte { return &StringByteSlice(s)[0] }
