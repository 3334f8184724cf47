// Panics. A panic is a wasm exception with the tag go.panic that carries a *_panic; functions that defer catch it, run their
// deferred calls and throw it on (lower/defer.ts). Nothing runs while frames are unwound.
//
//	raised (gopanic)  -> in flight -> rundefer in some frame: recovered (off the list, the frame returns)
//	                                  or still on: thrown again
//	superseded: a deferred call raised another panic while this one was on; it is aborted and only printed
//
// Goexit is a panic that recover does not see.
package runtime

import (
	"internal/abi"
	"unsafe"
)

type _panic struct {
	arg       any
	link      *_panic // the panic that was on when this one was raised
	recovered bool
	aborted   bool
	goexit    bool
	repeated  bool // the next panic was raised with the same value
	// pcs are the calls that led here. They are noted now because nothing of them is left when the panic ends the program.
	pcs []uint32
}

var (
	// The panic a deferred function may recover, and the slot of that function; taken by its first instructions.
	recoverPanic *_panic
	recoverSlot  uint32
)

func throwPanic(p *_panic) { throwPanic(p) }

func gopanic(arg any) {
	if arg == nil && !allowsNilPanic() {
		arg = error(new(PanicNilError))
	}
	p := new(_panic)
	p.arg = arg
	p.pcs = callers(maxTrace)
	p.link = (*_panic)(curg.panics)
	curg.panics = unsafe.Pointer(p)
	throwPanic(p)
}

// settings are the GODEBUG settings of the program's module and main package; the variable is there when there are some.
//
//go:linkname settings internal/godebug/defaults.Text
var settings string

// allowsNilPanic: the program is of a Go release in which panic(nil) left nil for recover, or says that it wants that.
func allowsNilPanic() bool {
	const name = "panicnil=1"
	for i := 0; i+len(name) <= len(settings); i++ {
		if settings[i:i+len(name)] == name {
			return true
		}
	}
	return false
}

// Goexit ends the goroutine after its deferred calls have run.
func Goexit() {
	p := new(_panic)
	p.goexit = true
	p.link = (*_panic)(curg.panics)
	curg.panics = unsafe.Pointer(p)
	curg.goexiting = true
	throwPanic(p)
}

// slotOf is the place in the table of a closure's function. (A function, so that the compiler need not fear that the number is
// something else of what the closure holds: goObjects in lower/lower.ts.)
//
//go:noroots
func slotOf(closure unsafe.Pointer) uint32 { return load32(address(closure)) }

// rundefer calls a deferred closure while p (nil: none) is on, and returns the panic that is on then.
func rundefer(fn func(), p *_panic) *_panic {
	if fn == nil {
		panicmem()
	}
	recoverPanic = p
	recoverSlot = slotOf(*(*unsafe.Pointer)(unsafe.Pointer(&fn)))
	fn()
	if p == nil || !p.recovered {
		return p
	}
	// p is done with, and so are the panics it had superseded. A Goexit among them goes on.
	q := p.link
	for q != nil && q.aborted && !q.goexit {
		q = q.link
	}
	curg.panics = unsafe.Pointer(q)
	if q != nil && q.aborted {
		q.aborted = false
		return q
	}
	return nil
}

// superseded: while old was on, a deferred call raised p.
func superseded(old, p *_panic) *_panic {
	if old != nil && old != p {
		old.aborted = true
	}
	return p
}

// gorecover is recover() in a function that took p.
func gorecover(p *_panic) any {
	if p == nil || p.recovered || p.goexit {
		return nil
	}
	p.recovered = true
	return p.arg
}

// forwardRecover lets the function in a table slot, which is called next, recover from p (nil: nothing).
func forwardRecover(p unsafe.Pointer, slot uint32) {
	if p != nil {
		recoverPanic = (*_panic)(p)
		recoverSlot = slot
	}
}

// deferredrecover is "defer recover()" in a function that took p: as if that function called recover at its end, when it ends
// without a panic of its own.
func deferredrecover(p *_panic) {
	if recoverPanic == nil {
		gorecover(p)
	}
}

// gocall runs the function of a goroutine: its panics end the program, Goexit ends here.
func gocall(fn func()) {
	defer uncaught()
	fn()
}

// gocallQuiet is gocall in a program that cannot panic (lower/late.ts). What it calls does not allocate either.
//
//go:noroots
func gocallQuiet(fn func()) { fn() }

func uncaught() {
	p := (*_panic)(curg.panics)
	if p == nil {
		return
	}
	if p.goexit {
		// Swallow it: the frame of gocall returns as after a recover.
		p.recovered = true
		return
	}
	fatalpanic(p)
}

func fatalpanic(p *_panic) {
	preparePrint(p)
	crashBegins()
	printpanics(p)
	if isMemoryError(p.arg) {
		printstring("[signal SIGSEGV: segmentation violation]\n")
	}
	printstring("\ngoroutine ")
	printuint(curg.goid)
	printstring(" [running]:\n")
	printtrace(p.pcs)
	printcreator(curg)
	bubblePrints()
	exit(2)
}

func isMemoryError(arg any) bool {
	e, ok := arg.(errorString)
	return ok && e == memoryError
}

// preparePrint turns the values of errors and Stringers into their texts, before anything is printed.
func preparePrint(p *_panic) {
	defer failedPrint()
	for ; p != nil; p = p.link {
		if p.link != nil && *(*eface)(unsafe.Pointer(&p.arg)) == *(*eface)(unsafe.Pointer(&p.link.arg)) {
			p.link.repeated = true
			continue
		}
		switch v := p.arg.(type) {
		case error:
			p.arg = printedError(v.Error())
		case stringer:
			p.arg = printedError(v.String())
		}
	}
}

// failedPrint ends the program when an Error or String method panicked.
func failedPrint() {
	switch v := recover().(type) {
	case nil:
	case string:
		fatal("panic while printing panic value: " + v)
	default:
		fatal("panic while printing panic value: type " + (*eface)(unsafe.Pointer(&v)).typ.Str)
	}
}

type stringer interface{ String() string }

// printedError is the text of an error, to be printed without quotes.
type printedError string

func printpanics(p *_panic) {
	if p.link != nil {
		printpanics(p.link)
		if p.link.repeated {
			return
		}
		if !p.link.goexit {
			printstring("\t")
		}
	}
	if p.goexit {
		return
	}
	printstring("panic: ")
	printpanicval(p.arg)
	if p.recovered && p.repeated {
		printstring(" [recovered, repanicked]")
	} else if p.recovered {
		printstring(" [recovered]")
	}
	printstring("\n")
}

// printpanicval prints values of basic types as they are, of named basic types as main.T(v), others as an address.
func printpanicval(v any) {
	e := (*eface)(unsafe.Pointer(&v))
	t := e.typ
	if t == nil {
		printstring("nil")
		return
	}
	if text, ok := v.(printedError); ok {
		printindented(string(text))
		return
	}
	if t.Kind_ > abi.Complex128 && t.Kind_ != abi.String {
		printstring("(")
		printstring(t.Str)
		printstring(") ")
		printpointer(e.data)
		return
	}
	isNamed := t.Uncommon_ != nil
	if isNamed {
		printstring(t.Str)
		printstring("(")
	}
	printbasic(t.Kind_, e.data, isNamed)
	if isNamed {
		printstring(")")
	}
}

func printbasic(kind abi.Kind, p unsafe.Pointer, quoted bool) {
	switch kind {
	case abi.String:
		if quoted {
			printstring("\"")
		}
		printindented(*(*string)(p))
		if quoted {
			printstring("\"")
		}
	case abi.Bool:
		printbool(*(*bool)(p))
	case abi.Int, abi.Int64:
		printint(*(*int64)(p))
	case abi.Int8:
		printint(int64(*(*int8)(p)))
	case abi.Int16:
		printint(int64(*(*int16)(p)))
	case abi.Int32:
		printint(int64(*(*int32)(p)))
	case abi.Uint, abi.Uint64, abi.Uintptr:
		printuint(*(*uint64)(p))
	case abi.Uint8:
		printuint(uint64(*(*uint8)(p)))
	case abi.Uint16:
		printuint(uint64(*(*uint16)(p)))
	case abi.Uint32:
		printuint(uint64(*(*uint32)(p)))
	default:
		printfloatkind(kind, p)
	}
}

// printfloatkind is left out of programs that have no floats in interfaces (lower/late.ts).
func printfloatkind(kind abi.Kind, p unsafe.Pointer) {
	switch kind {
	case abi.Float32:
		printfloat32(*(*float32)(p))
	case abi.Float64:
		printfloat64(*(*float64)(p))
	case abi.Complex64:
		c := *(*complex64)(p)
		printcomplex64(real(c), imag(c))
	case abi.Complex128:
		c := *(*complex128)(p)
		printcomplex128(real(c), imag(c))
	}
}

// printindented prints s with a tab behind every newline, so that it cannot look like part of a trace.
func printindented(s string) {
	for {
		i := 0
		for i < len(s) && s[i] != '\n' {
			i++
		}
		if i == len(s) {
			break
		}
		printstring(s[:i+1])
		printstring("\t")
		s = s[i+1:]
	}
	printstring(s)
}

// fatal ends the program with an error that cannot be recovered.
//
//go:noroots
func fatal(msg string) {
	crashBegins()
	printstring("fatal error: ")
	printstring(msg)
	printstring("\n")
	printrunning()
	exit(2)
}

// throw is fatal for broken promises inside the runtime.
func throw(msg string) { fatal(msg) }
