// Package synctest has what lies below package testing/synctest: bubbles, which the runtime makes (runtime/bubble.go).
package synctest

import _ "unsafe"

// Run calls f in a goroutine of a new bubble and returns when all goroutines of the bubble have ended.
func Run(f func())

// Wait returns when all other goroutines of the bubble are durably blocked.
func Wait()

// IsInBubble says whether the running goroutine is in a bubble.
func IsInBubble() bool

func acquire() any

func release(bubble any)

func inBubble(bubble any, f func())

// A Bubble is one that was acquired: its goroutines do not count as blocked until it is released.
type Bubble struct {
	held any
}

// Acquire acquires the running goroutine's bubble; nil outside of bubbles.
func Acquire() *Bubble {
	held := acquire()
	if held == nil {
		return nil
	}
	return &Bubble{held}
}

// Release undoes Acquire.
func (b *Bubble) Release() {
	if b != nil {
		release(b.held)
		b.held = nil
	}
}

// Run calls f in the bubble.
func (b *Bubble) Run(f func()) {
	if b == nil {
		f()
		return
	}
	inBubble(b.held, f)
}
