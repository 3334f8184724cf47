// The beginning and the end of a program.
package runtime

import (
	"internal/host"
	"unsafe"
)

// rt0 is called by _start before anything else. It has no frame: there is no shadow stack yet.
//
//go:noroots
func rt0() {
	persistentInit()
	mallocinit()
	mainStackInit()
	debuginit()
}

// mainReturned ends the program when main has returned.
func mainReturned() { exit(0) }

//go:noroots
func exit(code int32) {
	host.WasiProcExit(code)
	trap()
}

// Constants of the platform, as in Go's own port.
const (
	GOOS     = "wasip1"
	GOARCH   = "wasm"
	Compiler = "weft"
)

// Version returns the level of the language.
func Version() string { return "go1.26" }

// GOROOT returns nothing: there is no tree behind a program.
func GOROOT() string { return "" }

// Caller reports that the position is not known.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) { return 0, "", 0, false }

// Callers records nothing.
func Callers(skip int, pc []uintptr) int { return 0 }

// Stack writes what is known about the goroutine's stack.
func Stack(buf []byte, all bool) int { return copy(buf, "goroutine 1 [running]:\n") }

// A Func would describe a function.
type Func struct{ name string }

// FuncForPC knows no function.
func FuncForPC(pc uintptr) *Func { return nil }

func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}
func (f *Func) Entry() uintptr                    { return 0 }
func (f *Func) FileLine(pc uintptr) (string, int) { return "", 0 }

// Frames and Frame would list callers.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}
type Frames struct{}

func CallersFrames(callers []uintptr) *Frames    { return &Frames{} }
func (f *Frames) Next() (frame Frame, more bool) { return Frame{}, false }

var randSeeded bool

// fastrand is a random number that differs from run to run, for math/rand.
func fastrand() uint32 {
	if !randSeeded {
		randSeeded = true
		host.WasiRandomGet(unsafe.Pointer(&randState), 8)
	}
	return cheaprand()
}
