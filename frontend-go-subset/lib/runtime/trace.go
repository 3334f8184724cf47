// Execution traces. There are none: StartTrace says so, and what package runtime/trace asks for besides does nothing.
package runtime

import _ "unsafe"

// StartTrace fails: no execution traces are made.
func StartTrace() error { return plainError("execution tracing is not supported by weft") }

// StopTrace ends tracing, which was never begun.
func StopTrace() {}

// ReadTrace returns the next part of a trace: nil, its end.
func ReadTrace() []byte { return nil }

//go:linkname trace_readTrace runtime/trace.runtime_readTrace
func trace_readTrace() []byte { return nil }

//go:linkname trace_unitsPerSecond runtime/trace.runtime_traceClockUnitsPerSecond
func trace_unitsPerSecond() uint64 { return 1e9 }

func traceClockNow() uint64 { return uint64(nanotime()) }

func traceAdvance(stop bool) {}

//go:linkname trace_userTaskCreate runtime/trace.userTaskCreate
func trace_userTaskCreate(id, parent uint64, kind string) {}

//go:linkname trace_userTaskEnd runtime/trace.userTaskEnd
func trace_userTaskEnd(id uint64) {}

//go:linkname trace_userRegion runtime/trace.userRegion
func trace_userRegion(id, mode uint64, kind string) {}

//go:linkname trace_userLog runtime/trace.userLog
func trace_userLog(id uint64, category, message string) {}
