// The profile of goroutines, the labels that package runtime/pprof gives them, and what else that package asks for.
package runtime

import "unsafe"

// profStack has the layout of runtime/pprof's record of a stack.
type profStack struct {
	stack []uintptr
}

// expand turns return addresses into one number for each frame, those of inlined calls too. The innermost frames up to one of
// those functions are left out, and the runtime's below the goroutine's own.
func expand(addresses []uint32, after ...string) []uintptr {
	var pcs []uintptr
	for _, address := range addresses {
		for pc := uintptr(address); readFrame(pc); pc += 1 << 32 {
			if nameIs("runtime.gocall") {
				return pcs
			}
			for _, name := range after {
				if nameIs(name) {
					pcs = pcs[:0]
				}
			}
			if !isMade() && !nameIs(after[len(after)-1]) {
				pcs = append(pcs, pc)
			}
		}
	}
	return pcs
}

// stacks gives the stack of every goroutine of the program to put.
func stacks(put func(gp *g, pcs []uintptr)) {
	for gp := allg; gp != nil; gp = gp.allnext {
		if gp.status == gDead || gp.isSystem && gp.coro == nil {
			continue
		}
		put(gp, expand(callersOf(gp), "runtime.reportTo", "runtime.callersOf", "runtime.stacks", "runtime.gopark"))
	}
}

// GoroutineProfile notes the stacks of all goroutines in p, if it has room for them, and says how many there are.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	if len(p) < goroutines {
		return goroutines, false
	}
	stacks(func(gp *g, pcs []uintptr) {
		if n < len(p) {
			clear(p[n].Stack0[:])
			copy(p[n].Stack0[:], pcs)
			n++
		}
	})
	return n, true
}

func pprof_goroutineProfileWithLabels(p []profStack, labels []unsafe.Pointer) (n int, ok bool) {
	if len(p) < goroutines {
		return goroutines, false
	}
	stacks(func(gp *g, pcs []uintptr) {
		if n < len(p) {
			p[n].stack = pcs
			if labels != nil {
				labels[n] = gp.labels
			}
			n++
		}
	})
	return n, true
}

// Before Go 1.23 the records were StackRecords.
//
//go:linkname pprof_goroutineProfile runtime/pprof.runtime_goroutineProfileWithLabels
func pprof_goroutineProfile(p []StackRecord, labels []unsafe.Pointer) (n int, ok bool) {
	n, ok = GoroutineProfile(p)
	if ok && labels != nil {
		i := 0
		stacks(func(gp *g, pcs []uintptr) {
			if i < len(labels) {
				labels[i] = gp.labels
				i++
			}
		})
	}
	return n, ok
}

// Leaked goroutines are not looked for.

func pprof_goroutineLeakProfileWithLabels(p []profStack, labels []unsafe.Pointer) (n int, ok bool) {
	return 0, true
}

//go:linkname pprof_leakCount runtime/pprof.runtime_goroutineleakcount
func pprof_leakCount() int { return 0 }

//go:linkname pprof_leakGC runtime/pprof.runtime_goroutineLeakGC
func pprof_leakGC() {}

// Neither allocations nor waiting are profiled; the type of the records does not matter.

func pprof_memProfileInternal(p []profStack, inuseZero bool) (n int, ok bool) { return 0, true }

func pprof_blockProfileInternal(p []profStack) (n int, ok bool) { return 0, true }

func pprof_mutexProfileInternal(p []profStack) (n int, ok bool) { return 0, true }

func pprof_threadCreateInternal(p []profStack) (n int, ok bool) { return 0, true }

func pprof_fpunwindExpand(dst, src []uintptr) int { return copy(dst, src) }

func pprof_makeProfStack() []uintptr { return make([]uintptr, 128) }

//go:linkname pprof_cyclesPerSecond runtime/pprof.runtime_cyclesPerSecond
func pprof_cyclesPerSecond() int64 { return 1e9 }

//go:linkname pprof_frameStartLine runtime/pprof.runtime_FrameStartLine
func pprof_frameStartLine(f *Frame) int { return 0 }

//go:linkname pprof_frameSymbolName runtime/pprof.runtime_FrameSymbolName
func pprof_frameSymbolName(f *Frame) string { return f.Function }

//go:linkname pprof_expandFinalInlineFrame runtime/pprof.runtime_expandFinalInlineFrame
func pprof_expandFinalInlineFrame(stack []uintptr) []uintptr { return stack }

// ---------------------------------------------------------------- labels

//go:linkname setLabels runtime/pprof.runtime_setProfLabel
func setLabels(labels unsafe.Pointer) { curg.labels = labels }

//go:linkname getLabels runtime/pprof.runtime_getProfLabel
func getLabels() unsafe.Pointer { return curg.labels }

// labelsInherit and labelsEnd are in programs that set labels (lower/late.ts).
func labelsInherit(gp *g) { gp.labels = curg.labels }

func labelsEnd(gp *g) { gp.labels = nil }

func labelsOf(gp *g) unsafe.Pointer { return gp.labels }
