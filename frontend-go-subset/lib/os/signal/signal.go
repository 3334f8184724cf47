// Package signal would bring signals to the program. The host sends none: what is asked for never comes.
package signal

import (
	"context"
	"os"
)

var ignored = map[os.Signal]bool{}

// Notify would send signals to c.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	for _, s := range sig {
		delete(ignored, s)
	}
}

// Stop undoes Notify.
func Stop(c chan<- os.Signal) {}

// Ignore notes that signals are not wanted.
func Ignore(sig ...os.Signal) {
	for _, s := range sig {
		ignored[s] = true
	}
}

// Ignored says whether Ignore was called for the signal.
func Ignored(sig os.Signal) bool { return ignored[sig] }

// Reset undoes Notify and Ignore.
func Reset(sig ...os.Signal) {
	if len(sig) == 0 {
		clear(ignored)
	}
	for _, s := range sig {
		delete(ignored, s)
	}
}

// NotifyContext returns a context that ends when its parent does or stop is called.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	return context.WithCancel(parent)
}
