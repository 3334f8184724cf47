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
	setG(&g0)
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

var randSeeded bool

// fastrand is a random number that differs from run to run, for math/rand.
func fastrand() uint32 {
	if !randSeeded {
		randSeeded = true
		host.WasiRandomGet(unsafe.Pointer(&randState), 8)
	}
	return cheaprand()
}
