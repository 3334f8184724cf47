// Package os: files, environment and the end of the program, by way of WASI preview 1.
package os

import (
	"internal/host"
	"internal/wasi"
	"syscall"
	"unsafe"
)

// Args are the program's name and its arguments.
var Args = wasi.Strings(argsSizes, argsGet)

func argsSizes(count, size unsafe.Pointer) int32 { return host.WasiArgsSizesGet(count, size) }
func argsGet(list, text unsafe.Pointer) int32    { return host.WasiArgsGet(list, text) }

// Exit ends the program at once; deferred functions do not run.
func Exit(code int) { host.WasiProcExit(int32(code)) }

// Getpid returns 1: the program is alone in its world.
func Getpid() int { return 1 }

// Getppid returns 0.
func Getppid() int { return 0 }

// Getuid returns 1.
func Getuid() int { return 1 }

// Geteuid returns 1.
func Geteuid() int { return 1 }

// Getgid returns 1.
func Getgid() int { return 1 }

// Getegid returns 1.
func Getegid() int { return 1 }

// Getpagesize returns the size of a page of memory.
func Getpagesize() int { return 65536 }

// Hostname returns $HOSTNAME, or "localhost".
func Hostname() (name string, err error) {
	if name := Getenv("HOSTNAME"); name != "" {
		return name, nil
	}
	return "localhost", nil
}

// Executable returns Args[0].
func Executable() (string, error) {
	if len(Args) == 0 {
		return "", syscall.ENOSYS
	}
	return Args[0], nil
}
