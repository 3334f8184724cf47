// print and println: straight to standard error, in gc's forms.
package runtime

import (
	"internal/host"
	"unsafe"
)

// ioVec is WASI's struct, and printed the number of bytes written.
var (
	printVec     [2]uint32
	printWritten uint32
	printBuffer  [64]byte
)

//go:noroots
func writeErr(p unsafe.Pointer, n uint32) {
	crashWrite(p, n)
	for n > 0 {
		printVec[0] = address(p)
		printVec[1] = n
		if host.WasiFdWrite(2, unsafe.Pointer(&printVec), 1, unsafe.Pointer(&printWritten)) != 0 || printWritten == 0 {
			return
		}
		p = pointer(address(p) + printWritten)
		n -= printWritten
	}
}

//go:noroots
func printstring(s string) {
	writeErr(unsafe.Pointer(unsafe.StringData(s)), uint32(len(s)))
}

//go:noroots
func printsp() { printstring(" ") }

//go:noroots
func printnl() { printstring("\n") }

//go:noroots
func printbool(b bool) {
	if b {
		printstring("true")
	} else {
		printstring("false")
	}
}

//go:noroots
func printuint(v uint64) {
	i := uint32(len(printBuffer))
	for {
		i--
		printBuffer[i] = byte('0' + v%10)
		v /= 10
		if v == 0 {
			break
		}
	}
	writeErr(unsafe.Pointer(&printBuffer[i]), uint32(len(printBuffer))-i)
}

//go:noroots
func printint(v int64) {
	if v < 0 {
		printstring("-")
		v = -v
	}
	printuint(uint64(v))
}

//go:noroots
func printhex(v uint64) {
	const digits = "0123456789abcdef"
	i := uint32(len(printBuffer))
	for {
		i--
		printBuffer[i] = digits[v%16]
		v /= 16
		if v == 0 {
			break
		}
	}
	i--
	printBuffer[i] = 'x'
	i--
	printBuffer[i] = '0'
	writeErr(unsafe.Pointer(&printBuffer[i]), uint32(len(printBuffer))-i)
}

//go:noroots
func printpointer(p unsafe.Pointer) { printhex(uint64(address(p))) }

//go:noroots
func printslice(p unsafe.Pointer, n, c uint32) {
	printstring("[")
	printuint(uint64(n))
	printstring("/")
	printuint(uint64(c))
	printstring("]")
	printpointer(p)
}

//go:noroots
func printeface(word uint32, data unsafe.Pointer) {
	printstring("(")
	printhex(uint64(word))
	printstring(",")
	printpointer(data)
	printstring(")")
}
