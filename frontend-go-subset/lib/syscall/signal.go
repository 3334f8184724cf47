package syscall

// A Signal is a number; the host sends none.
type Signal uint8

const (
	SIGNONE Signal = iota
	SIGHUP
	SIGINT
	SIGQUIT
	SIGILL
	SIGTRAP
	SIGABRT
	SIGBUS
	SIGFPE
	SIGKILL
	SIGUSR1
	SIGSEGV
	SIGUSR2
	SIGPIPE
	SIGALRM
	SIGTERM
	SIGCHLD
	SIGCONT
	SIGSTOP
	SIGTSTP
	SIGTTIN
	SIGTTOU
	SIGURG
	SIGXCPU
	SIGXFSZ
	SIGVTARLM
	SIGPROF
	SIGWINCH
	SIGPOLL
	SIGPWR
	SIGSYS
)

var signalNames = [...]string{
	SIGHUP:  "hangup",
	SIGINT:  "interrupt",
	SIGQUIT: "quit",
	SIGILL:  "illegal instruction",
	SIGTRAP: "trace/breakpoint trap",
	SIGABRT: "abort",
	SIGBUS:  "bus error",
	SIGFPE:  "floating point exception",
	SIGKILL: "killed",
	SIGUSR1: "user defined signal 1",
	SIGSEGV: "segmentation fault",
	SIGUSR2: "user defined signal 2",
	SIGPIPE: "broken pipe",
	SIGALRM: "alarm clock",
	SIGTERM: "terminated",
}

func (s Signal) Signal() {}

func (s Signal) String() string {
	if int(s) < len(signalNames) && signalNames[s] != "" {
		return signalNames[s]
	}
	return "signal " + string(appendNumber(nil, uint(s)))
}

func appendNumber(b []byte, n uint) []byte {
	if n >= 10 {
		b = appendNumber(b, n/10)
	}
	return append(b, byte('0'+n%10))
}

// SysProcAttr would say how to start a process.
type SysProcAttr struct{}

// WaitStatus would tell how a process ended.
type WaitStatus uint32

func (w WaitStatus) ExitStatus() int { return -1 }
func (w WaitStatus) Exited() bool    { return false }
func (w WaitStatus) Signaled() bool  { return false }
func (w WaitStatus) Signal() Signal  { return SIGNONE }
func (w WaitStatus) Stopped() bool   { return false }
func (w WaitStatus) Continued() bool { return false }
func (w WaitStatus) CoreDump() bool  { return false }
func (w WaitStatus) TrapCause() int  { return -1 }

func (w WaitStatus) StopSignal() Signal { return SIGNONE }

// A RawConn gives the descriptor of a connection to functions.
type RawConn interface {
	Control(f func(fd uintptr)) error
	Read(f func(fd uintptr) (done bool)) error
	Write(f func(fd uintptr) (done bool)) error
}

// Conn is what has a RawConn.
type Conn interface {
	SyscallConn() (RawConn, error)
}
