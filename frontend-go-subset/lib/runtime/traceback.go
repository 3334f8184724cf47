// Traces: where goroutines are. The engine walks stacks and knows functions and lines (internal/host: StackPcs, PcFrame,
// StackText); a return address is a number of 32 bits to it.
package runtime

import (
	"internal/host"
	"unsafe"
)

const (
	// maxTrace is how many frames of a stack a trace looks at, the innermost.
	maxTrace = 100
	// largestTrace is as many as Callers looks at, hiddenFrames how many of them may be such as it leaves out.
	largestTrace = 1 << 16
	hiddenFrames = 64
	// traceSize is the room for the text of a trace.
	traceSize = 16 << 10
)

var (
	tracePCs    [maxTrace]uint32
	traceBuffer uint32
	// tracer is the goroutine that wants to know where another one is; that one leaves its answer in traced.
	tracer *g
	traced []uint32
)

// callers returns where the calls of the running goroutine will return to, the innermost first, at most so many.
func callers(most int) []uint32 {
	room := tracePCs[:]
	if most > maxTrace {
		room = make([]uint32, most)
	}
	n := host.StackPcs(unsafe.Pointer(&room[0]), uint32(min(most, len(room))))
	if n <= 0 {
		return nil
	}
	pcs := append([]uint32(nil), room[:n]...)
	p := (*_panic)(curg.panics)
	if p == nil {
		return pcs
	}
	return behindPanic(pcs, p.pcs)
}

// behindPanic puts the calls that led to a panic in their place. A deferred function runs when the frames up to the function that
// deferred it are gone, so what is left of the two stacks is
//
//	now     deferred function ... rundefer, the function that defers, its callers
//	panic   gopanic, the function that panics ... the function that defers, its callers
func behindPanic(now, panicked []uint32) []uint32 {
	same := 0
	for same < len(now) && same < len(panicked) && now[len(now)-1-same] == panicked[len(panicked)-1-same] {
		same++
	}
	if same+2 > len(now) || same+1 > len(panicked) {
		return now
	}
	defers, calls := now[len(now)-1-same], panicked[len(panicked)-1-same]
	if entryOf(defers) != entryOf(calls) || entryOf(defers) == 0 {
		return now
	}
	return append(now[:len(now)-1-same], panicked...)
}

// entryOf is where the code of the function at pc begins; 0 when nobody knows.
func entryOf(pc uint32) uint32 {
	var head [4]uint32
	if host.PcFrame(int32(pc), 0, unsafe.Pointer(&head), 16) < 0 {
		return 0
	}
	return pc - head[1]
}

// formatTrace writes a trace into the buffer that all share and says how long it is. It neither allocates nor panics, so that it
// works when memory is exhausted, and costs a program that cannot fail otherwise hardly anything.
//
//go:noroots
func formatTrace(pcs unsafe.Pointer, count uint32, skip int32) uint32 {
	if traceBuffer == 0 {
		traceBuffer = persistentAlloc(traceSize)
	}
	n := host.StackText(pcs, count, skip, pointer(traceBuffer), traceSize)
	if n < 0 {
		return 0
	}
	if n > traceSize {
		return traceSize
	}
	return uint32(n)
}

func traceText(pcs unsafe.Pointer, count uint32, skip int32) string {
	n := formatTrace(pcs, count, skip)
	return unsafe.String((*byte)(pointer(traceBuffer)), int(n))
}

//go:noroots
func printframes(pcs unsafe.Pointer, count uint32) {
	n := formatTrace(pcs, count, 0)
	writeErr(pointer(traceBuffer), n)
	if count == maxTrace {
		printstring("...additional frames elided...\n")
	}
}

func printtrace(pcs []uint32) {
	if len(pcs) > 0 {
		printframes(unsafe.Pointer(&pcs[0]), uint32(len(pcs)))
	}
}

// printrunning prints where the running goroutine is, as the end of a fatal error's report.
//
//go:noroots
func printrunning() {
	if curg == nil || curg == &g0 {
		return
	}
	n := host.StackPcs(unsafe.Pointer(&tracePCs), maxTrace)
	if n <= 0 {
		return
	}
	printstring("\ngoroutine ")
	printuint(curg.goid)
	printstring(" [running]:\n")
	printframes(unsafe.Pointer(&tracePCs), uint32(n))
	printcreator(curg)
}

// goSite is where a go statement is; the compiler makes them (lower/func-names.ts).
type goSite struct {
	function string
	place    string
}

// printcreator ends the trace of a goroutine that a go statement started.
//
//go:noroots
func printcreator(gp *g) {
	if gp.site == nil {
		return
	}
	printstring("created by ")
	printstring(gp.site.function)
	printstring(" in goroutine ")
	printuint(gp.creator)
	printstring("\n\t")
	printstring(gp.site.place)
	printstring("\n")
}

// creatorText is what printcreator prints.
func creatorText(gp *g) string {
	if gp.site == nil {
		return ""
	}
	return "created by " + gp.site.function + " in goroutine " + string(appendUint(nil, gp.creator)) + "\n\t" + gp.site.place + "\n"
}

// callersOf returns where a goroutine is. One that waits is continued for a moment, to look itself (reportTo).
func callersOf(gp *g) []uint32 {
	me := curg
	if gp == me {
		return callers(maxTrace)
	}
	if !gp.started {
		return nil
	}
	tracer = me
	curg = gp
	coreSwitch(unsafe.Pointer(me), unsafe.Pointer(gp))
	curg = me
	tracer = nil
	return traced
}

// reportTo tells the tracer where gp is and gives it the processor back.
func reportTo(gp *g) {
	traced = callers(maxTrace)
	coreSwitch(unsafe.Pointer(gp), unsafe.Pointer(tracer))
}

// ---- what programs ask

// A frame of a stack: an address, and which of the functions that were inlined there (0: the innermost) in the upper half.
type frameHead struct {
	line, offset, nameLen, fileLen uint32
}

var frameBuffer struct {
	frameHead
	text [1008]byte
}

// readFrame fills frameBuffer; false: no such frame.
func readFrame(pc uintptr) bool {
	n := host.PcFrame(int32(uint32(pc)), int32(pc>>32), unsafe.Pointer(&frameBuffer), uint32(unsafe.Sizeof(frameBuffer)))
	if n < 0 {
		return false
	}
	if room := uint32(len(frameBuffer.text)); frameBuffer.nameLen > room {
		frameBuffer.nameLen, frameBuffer.fileLen = room, 0
	} else if frameBuffer.nameLen+frameBuffer.fileLen > room {
		frameBuffer.fileLen = room - frameBuffer.nameLen
	}
	return true
}

func frameName() string { return string(frameBuffer.text[:frameBuffer.nameLen]) }
func frameFile() string {
	return string(frameBuffer.text[frameBuffer.nameLen : frameBuffer.nameLen+frameBuffer.fileLen])
}

// nameIs compares without making a string.
func nameIs(name string) bool {
	return unsafe.String(&frameBuffer.text[0], int(frameBuffer.nameLen)) == name
}

// isMade: the function in frameBuffer is one that the compiler made, or the engine's door.
func isMade() bool {
	name := unsafe.String(&frameBuffer.text[0], int(frameBuffer.nameLen))
	for i := 0; i+1 < len(name); i++ {
		if name[i] == 0xc2 && name[i+1] == 0xb7 {
			return true
		}
	}
	if len(name) > 3 && name[:3] == "go." {
		// go.main, go.makefunc ...; but go.example.org/p.F is of a package.
		for i := 3; i < len(name) && name[i] != ' '; i++ {
			if name[i] == '.' || name[i] == '/' {
				return false
			}
		}
		return true
	}
	return len(name) > 14 && name[:14] == "internal/host."
}

// frames fills out with the frames behind the call of function `after`, but for the first skip, and says how many. With skip -1
// that call's own is the first.
func frames(after string, skip int, out []uintptr) int {
	count := 0
	found := false
	for _, address := range callers(min(len(out)+max(skip, 0)+hiddenFrames, largestTrace)) {
		for pc := uintptr(address); readFrame(pc); pc += 1 << 32 {
			if !found {
				if found = nameIs(after); !found || skip >= 0 {
					continue
				}
				skip = 0
			}
			if nameIs("runtime.gocall") || count == len(out) {
				return count
			}
			// Between a deferred function and the panic that runs it Go has gopanic alone.
			if isMade() || nameIs("runtime.rundefer") || nameIs("runtime.callers") {
				continue
			}
			if skip > 0 {
				skip--
				continue
			}
			out[count] = pc
			count++
		}
	}
	return count
}

// Caller reports where its caller is (skip 0), or a caller further out.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var one [1]uintptr
	if skip < 0 || frames("runtime.Caller", skip, one[:]) == 0 || !readFrame(one[0]) {
		return 0, "", 0, false
	}
	return one[0], frameFile(), int(frameBuffer.line), frameBuffer.line != 0
}

// Callers fills pc with the return addresses of the calls under way; skip 0 begins with Callers itself, 1 with its caller.
func Callers(skip int, pc []uintptr) int {
	return frames("runtime.Callers", skip-1, pc)
}

// Frame is what Frames.Next returns for each frame.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames turns what Callers gave into functions and lines.
type Frames struct {
	callers []uintptr
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame; more says whether there is one behind it.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.callers) > 0 {
		pc := f.callers[0]
		f.callers = f.callers[1:]
		if readFrame(pc) {
			frame = Frame{PC: pc, Function: frameName(), File: frameFile(), Line: int(frameBuffer.line)}
			frame.Entry = uintptr(uint32(pc) - frameBuffer.offset)
			frame.Func = &Func{pc, frame.Function, nil}
			return frame, len(f.callers) > 0
		}
	}
	return Frame{}, false
}

// Func is a function of the program, known by an address in it, or by its slot when it is a value.
type Func struct {
	pc    uintptr
	name  string
	value *funcEntry
}

// FuncForPC returns the function that pc, as Caller gives it, lies in, or that reflect's Value.Pointer gave.
func FuncForPC(pc uintptr) *Func {
	if entry := funcOfSlot(pc); entry != nil {
		return &Func{pc, entry.name, entry}
	}
	if !readFrame(pc) {
		return nil
	}
	return &Func{pc, frameName(), nil}
}

// funcEntry says which function stands in a slot of the table; the compiler makes them (lower/func-names.ts).
type funcEntry struct {
	slot uint32
	name string
	file string
	line uint32
}

// funcOfSlot finds the function in a slot of the table. Slots are small numbers, below where code is.
func funcOfSlot(slot uintptr) *funcEntry {
	for i := uint32(0); i < module.nfuncs; i++ {
		entry := (*funcEntry)(pointer(module.funcs + i*uint32(unsafe.Sizeof(funcEntry{}))))
		if uintptr(entry.slot) == slot {
			return entry
		}
	}
	return nil
}

func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns where the function's code begins.
func (f *Func) Entry() uintptr {
	if f == nil {
		return 0
	}
	if f.value != nil {
		return f.pc
	}
	if !readFrame(f.pc) {
		return 0
	}
	return uintptr(uint32(f.pc) - frameBuffer.offset)
}

// FileLine returns the place in the source of pc, an address in the function.
func (f *Func) FileLine(pc uintptr) (string, int) {
	if f.value != nil && pc == f.pc {
		return f.value.file, int(f.value.line)
	}
	if !readFrame(pc) {
		return "?", 0
	}
	return frameFile(), int(frameBuffer.line)
}

// Stack writes the trace of the running goroutine, and of all others when all is set, to buf, and says how long it is.
func Stack(buf []byte, all bool) int {
	n := stackHead(buf, 0, curg, "running")
	pcs := callers(maxTrace)
	if len(pcs) > 0 {
	search:
		for i, address := range pcs {
			for pc := uintptr(address); readFrame(pc); pc += 1 << 32 {
				if nameIs("runtime.Stack") {
					n += copy(buf[n:], traceText(unsafe.Pointer(&pcs[i]), uint32(len(pcs)-i), int32(pc>>32)+1))
					break search
				}
			}
		}
	}
	n += copy(buf[n:], creatorText(curg))
	if !all {
		return n
	}
	for gp := allg; gp != nil; gp = gp.allnext {
		if gp == curg || gp.status == gDead || gp.isSystem {
			continue
		}
		var state string
		switch {
		case bubbleOf(gp) != nil:
			state = bubbleState(gp)
		case gp.status == gRunnable:
			state = "runnable"
		default:
			state = waitReasons[gp.reason]
		}
		n += copy(buf[n:], "\n")
		n = stackHead(buf, n, gp, state)
		if pcs := callersOf(gp); len(pcs) > 0 {
			n += copy(buf[n:], traceText(unsafe.Pointer(&pcs[0]), uint32(len(pcs)), 0))
		}
		n += copy(buf[n:], creatorText(gp))
	}
	return n
}

func stackHead(buf []byte, n int, gp *g, state string) int {
	n += copy(buf[n:], "goroutine ")
	n += copy(buf[n:], appendUint(nil, gp.goid))
	n += copy(buf[n:], " [")
	n += copy(buf[n:], state)
	return n + copy(buf[n:], "]:\n")
}
