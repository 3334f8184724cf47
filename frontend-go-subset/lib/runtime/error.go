// Errors of the runtime: values that panics of the language itself carry.
package runtime

// Error identifies a run-time error, as opposed to what programs panic with.
type Error interface {
	error
	RuntimeError()
}

// errorString: "runtime error: " is put before it.
type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

// plainError is printed as it is.
type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// memoryError is the panic of a nil dereference.
const memoryError errorString = "invalid memory address or nil pointer dereference"

type boundsError struct {
	x      int64
	y      uint32
	signed bool
	code   uint8
}

const (
	boundsIndex uint8 = iota
	boundsSliceAlen
	boundsSliceAcap
	boundsSliceB
	boundsSlice3Alen
	boundsSlice3Acap
	boundsSlice3B
	boundsSlice3C
	boundsConvert
)

// Formats: %x is the bad index, %y the limit.
var boundsFormats = [...]string{
	boundsIndex:      "index out of range [%x] with length %y",
	boundsSliceAlen:  "slice bounds out of range [:%x] with length %y",
	boundsSliceAcap:  "slice bounds out of range [:%x] with capacity %y",
	boundsSliceB:     "slice bounds out of range [%x:%y]",
	boundsSlice3Alen: "slice bounds out of range [::%x] with length %y",
	boundsSlice3Acap: "slice bounds out of range [::%x] with capacity %y",
	boundsSlice3B:    "slice bounds out of range [:%x:%y]",
	boundsSlice3C:    "slice bounds out of range [%x:%y:]",
	boundsConvert:    "cannot convert slice with length %x to array or pointer to array with length %y",
}

// For negative indices.
var boundsNegFormats = [...]string{
	boundsIndex:      "index out of range [%x]",
	boundsSliceAlen:  "slice bounds out of range [:%x]",
	boundsSliceAcap:  "slice bounds out of range [:%x]",
	boundsSliceB:     "slice bounds out of range [%x:]",
	boundsSlice3Alen: "slice bounds out of range [::%x]",
	boundsSlice3Acap: "slice bounds out of range [::%x]",
	boundsSlice3B:    "slice bounds out of range [:%x:]",
	boundsSlice3C:    "slice bounds out of range [%x::]",
	boundsConvert:    "",
}

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	format := boundsFormats[e.code]
	if e.signed && e.x < 0 {
		format = boundsNegFormats[e.code]
	}
	out := make([]byte, 0, 80)
	out = append(out, "runtime error: "...)
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			out = append(out, format[i])
			continue
		}
		i++
		switch {
		case format[i] == 'y':
			out = appendUint(out, uint64(e.y))
		case e.signed && e.x < 0:
			out = append(out, '-')
			out = appendUint(out, -uint64(e.x))
		default:
			out = appendUint(out, uint64(e.x))
		}
	}
	return string(out)
}

func appendUint(out []byte, v uint64) []byte {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + v%10)
		v /= 10
		if v == 0 {
			break
		}
	}
	return append(out, digits[i:]...)
}

func panicBounds(x int64, y uint32, signed bool, code uint8) {
	panic(error(boundsError{x, y, signed, code}))
}

func panicIndex(x int64, y uint32)        { panicBounds(x, y, true, boundsIndex) }
func panicIndexU(x int64, y uint32)       { panicBounds(x, y, false, boundsIndex) }
func panicSliceAlen(x int64, y uint32)    { panicBounds(x, y, true, boundsSliceAlen) }
func panicSliceAlenU(x int64, y uint32)   { panicBounds(x, y, false, boundsSliceAlen) }
func panicSliceAcap(x int64, y uint32)    { panicBounds(x, y, true, boundsSliceAcap) }
func panicSliceAcapU(x int64, y uint32)   { panicBounds(x, y, false, boundsSliceAcap) }
func panicSliceB(x int64, y uint32)       { panicBounds(x, y, true, boundsSliceB) }
func panicSliceBU(x int64, y uint32)      { panicBounds(x, y, false, boundsSliceB) }
func panicSlice3Alen(x int64, y uint32)   { panicBounds(x, y, true, boundsSlice3Alen) }
func panicSlice3AlenU(x int64, y uint32)  { panicBounds(x, y, false, boundsSlice3Alen) }
func panicSlice3Acap(x int64, y uint32)   { panicBounds(x, y, true, boundsSlice3Acap) }
func panicSlice3AcapU(x int64, y uint32)  { panicBounds(x, y, false, boundsSlice3Acap) }
func panicSlice3B(x int64, y uint32)      { panicBounds(x, y, true, boundsSlice3B) }
func panicSlice3BU(x int64, y uint32)     { panicBounds(x, y, false, boundsSlice3B) }
func panicSlice3C(x int64, y uint32)      { panicBounds(x, y, true, boundsSlice3C) }
func panicSlice3CU(x int64, y uint32)     { panicBounds(x, y, false, boundsSlice3C) }
func panicSliceConvert(x int64, y uint32) { panicBounds(x, y, true, boundsConvert) }

func panicmem()    { panic(error(memoryError)) }
func panicdivide() { panic(error(errorString("integer divide by zero"))) }
func panicshift()  { panic(error(errorString("negative shift amount"))) }

// panicError panics with a runtime error.
func panicError(msg string) { panic(error(errorString(msg))) }

// panicplain panics with a runtime error whose text is msg alone.
func panicplain(msg string) { panic(error(plainError(msg))) }

// panicwrap panics because of a nil pointer in a wrapper that calls a value method: text is "main.T.M", of which T lies
// between type and end.
func panicwrap(text string, end, typ uint32) {
	panicplain("value method " + text + " called using nil *" + text[typ:end] + " pointer")
}

// A PanicNilError happens when code calls panic(nil).
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) Error() string { return "panic called with nil argument" }
func (*PanicNilError) RuntimeError() {}

var rangeStates = [...]string{
	0: "range function continued iteration after function for loop body returned false",
	1: "range function continued iteration after loop body panic",
	2: "range function continued iteration after loop body panic",
	3: "range function continued iteration after whole loop exit",
	4: "range function recovered a loop body panic and did not resume panicking",
}

func panicrangestate(state uint32) { panicError(rangeStates[state]) }
