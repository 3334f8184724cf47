// Package sysrand gives random bytes of the host.
package sysrand

import (
	"internal/host"
	"unsafe"
)

// Read fills b with random bytes; a host that has none ends the program.
func Read(b []byte) {
	if len(b) > 0 && host.WasiRandomGet(unsafe.Pointer(unsafe.SliceData(b)), uint32(len(b))) != 0 {
		panic("crypto/rand: failed to read random data")
	}
}
