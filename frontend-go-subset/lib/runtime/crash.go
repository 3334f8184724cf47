// The second place for the report of a crash: debug.SetCrashOutput.
package runtime

import (
	"internal/host"
	"unsafe"
)

var (
	// crashFd is a file's descriptor plus one.
	crashFd    int32
	isCrashing bool
)

// setCrashFd is for package runtime/debug; -1: no such place.
func setCrashFd(fd int) { crashFd = int32(fd + 1) }

// crashBegins and crashWrite are in programs that set a place (lower/late.ts).
func crashBegins() { isCrashing = true }

//go:noroots
func crashWrite(p unsafe.Pointer, n uint32) {
	if !isCrashing || crashFd == 0 {
		return
	}
	vec := &crashVec
	vec[0] = address(p)
	vec[1] = n
	host.WasiFdWrite(crashFd-1, unsafe.Pointer(vec), 1, unsafe.Pointer(&printWritten))
}

var crashVec [2]uint32
