// Package synctest tests concurrent code: a test runs in a bubble, with its goroutines, and with a clock that goes on only
// when all of them wait.
//
// The clock begins at midnight of 2000-01-01 UTC. It moves to the next timer when every goroutine of the bubble is durably
// blocked: in time.Sleep, in a channel operation or a select on channels made in the bubble (or nil ones), in sync.Cond.Wait,
// in the Wait of a sync.WaitGroup that was first added to in the bubble. Locks, input and output are not durable.
package synctest

import (
	"internal/synctest"
	"testing"
	_ "unsafe"
)

//go:linkname runTest testing.runInBubble
func runTest(t *testing.T, f func(*testing.T)) bool

// Test calls f in a new bubble and waits until all goroutines of the bubble have ended. It panics when they are deadlocked.
//
// The T that f gets has its cleanup functions run in the bubble, and a context that is done before they run. Run, Parallel and
// Deadline must not be called.
func Test(t *testing.T, f func(*testing.T)) {
	ok := false
	synctest.Run(func() { ok = runTest(t, f) })
	if !ok {
		t.FailNow()
	}
}

// Wait returns when all other goroutines of the current bubble are durably blocked. Only one goroutine at a time may call it.
func Wait() { synctest.Wait() }

// Run calls f in a new bubble, as Test does without a test: the way of Go 1.24.
func Run(f func()) { synctest.Run(f) }
