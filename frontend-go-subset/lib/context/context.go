// Package context: deadlines, cancellation and request-scoped values that cross API borders.
//
// A context that can be cancelled keeps a set of the contexts derived from it and cancels them with it.
package context

import (
	"errors"
	"internal/abi"
	"sync"
	"time"
	"unsafe"
)

// A Context carries a deadline, a cancellation signal and values.
type Context interface {
	// Deadline returns the time when work done for this context should be cancelled.
	Deadline() (deadline time.Time, ok bool)
	// Done returns a channel that is closed when work done for this context should be cancelled; nil if that cannot happen.
	Done() <-chan struct{}
	// Err returns nil while Done is open, then Canceled or DeadlineExceeded.
	Err() error
	// Value returns the value for key, or nil.
	Value(key any) any
}

// Canceled is the error of a context that was cancelled for another reason than its deadline.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the error of a context whose deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// A CancelFunc cancels a context. Calls after the first do nothing.
type CancelFunc func()

// A CancelCauseFunc cancels a context and sets its cause; nil stands for Canceled.
type CancelCauseFunc func(cause error)

// ---------------------------------------------------------------- roots

type emptyCtx struct{ name string }

func (*emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (*emptyCtx) Done() <-chan struct{}                   { return nil }
func (*emptyCtx) Err() error                              { return nil }
func (*emptyCtx) Value(key any) any                       { return nil }
func (e *emptyCtx) String() string                        { return e.name }

var (
	background = &emptyCtx{"context.Background"}
	todo       = &emptyCtx{"context.TODO"}
)

// Background returns an empty Context: never cancelled, without values and deadline.
func Background() Context { return background }

// TODO returns an empty Context, for where it is not yet clear which to use.
func TODO() Context { return todo }

// ---------------------------------------------------------------- cancellation

// canceler is a context that can be cancelled from inside the package.
type canceler interface {
	cancel(err, cause error)
	Done() <-chan struct{}
}

type cancelCtx struct {
	parent   Context
	mu       sync.Mutex
	done     chan struct{}
	children map[canceler]struct{}
	err      error
	cause    error
	// forget takes the context off its parent.
	forget func()
	// deadline and timer, if it has one.
	deadline time.Time
	timer    *time.Timer
	// after is AfterFunc's function.
	after func()
}

// cancelKey is the key under which a context finds its nearest ancestor that can be cancelled.
var cancelKey any = new(int)

func (c *cancelCtx) Deadline() (deadline time.Time, ok bool) {
	if !c.deadline.IsZero() {
		return c.deadline, true
	}
	return c.parent.Deadline()
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }

func (c *cancelCtx) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

func (c *cancelCtx) Value(key any) any {
	if key == cancelKey {
		return c
	}
	return value(c.parent, key)
}

func (c *cancelCtx) String() string {
	if c.deadline.IsZero() {
		return nameOf(c.parent) + ".WithCancel"
	}
	return nameOf(c.parent) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func nameOf(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return "context"
}

func (c *cancelCtx) cancel(err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err = err
	c.cause = cause
	children := c.children
	c.children = nil
	close(c.done)
	if c.timer != nil {
		c.timer.Stop()
	}
	c.mu.Unlock()
	for child := range children {
		child.cancel(err, cause)
	}
	if c.forget != nil {
		c.forget()
	}
	if c.after != nil {
		go c.after()
	}
}

// newCancelCtx makes a child of parent that is cancelled when parent is.
func newCancelCtx(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &cancelCtx{parent: parent, done: make(chan struct{})}
	c.follow(parent)
	return c
}

func (c *cancelCtx) follow(parent Context) {
	done := parent.Done()
	if done == nil {
		return
	}
	select {
	case <-done:
		c.cancel(parent.Err(), Cause(parent))
		return
	default:
	}
	if p, ok := parent.Value(cancelKey).(*cancelCtx); ok && p.done == done {
		p.mu.Lock()
		if p.children == nil {
			p.children = make(map[canceler]struct{})
		}
		p.children[c] = struct{}{}
		p.mu.Unlock()
		c.forget = func() {
			p.mu.Lock()
			delete(p.children, c)
			p.mu.Unlock()
		}
		return
	}
	if a, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		stop := a.AfterFunc(func() { c.cancel(parent.Err(), Cause(parent)) })
		c.forget = func() { stop() }
		return
	}
	// A context of somebody else's make: watch it.
	go func() {
		select {
		case <-done:
			c.cancel(parent.Err(), Cause(parent))
		case <-c.done:
		}
	}()
}

// WithCancel returns a child of parent that is cancelled when cancel is called or parent is cancelled.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	return c, func() { c.cancel(Canceled, nil) }
}

// WithCancelCause is like WithCancel, but cancel takes the cause that Cause will return.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	return c, func(cause error) { c.cancel(Canceled, cause) }
}

// Cause returns why c was cancelled: the cause given, else c.Err().
func Cause(c Context) error {
	if p, ok := c.Value(cancelKey).(*cancelCtx); ok {
		p.mu.Lock()
		cause := p.cause
		p.mu.Unlock()
		if cause != nil {
			return cause
		}
	}
	return c.Err()
}

// WithDeadline returns a child of parent that is cancelled at d at the latest.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is like WithDeadline, with the cause for when the deadline passes.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	c := newCancelCtx(parent)
	if current, ok := parent.Deadline(); ok && current.Before(d) {
		return c, func() { c.cancel(Canceled, nil) }
	}
	c.deadline = d
	left := time.Until(d)
	if left <= 0 {
		c.cancel(DeadlineExceeded, cause)
		return c, func() { c.cancel(Canceled, nil) }
	}
	c.mu.Lock()
	if c.err == nil {
		c.timer = time.AfterFunc(left, func() { c.cancel(DeadlineExceeded, cause) })
	}
	c.mu.Unlock()
	return c, func() { c.cancel(Canceled, nil) }
}

// WithTimeout is WithDeadline(parent, time.Now().Add(timeout)).
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}

// WithTimeoutCause is WithDeadlineCause(parent, time.Now().Add(timeout), cause).
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// AfterFunc calls f in a goroutine of its own when ctx is cancelled. stop undoes that, and says whether it was in time.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	c := &cancelCtx{parent: ctx, done: make(chan struct{})}
	c.after = f
	c.follow(ctx)
	return func() bool {
		c.mu.Lock()
		stopped := c.err == nil
		if stopped {
			c.err = Canceled
			c.after = nil
			close(c.done)
		}
		c.mu.Unlock()
		if stopped && c.forget != nil {
			c.forget()
		}
		return stopped
	}
}

// ---------------------------------------------------------------- values

type valueCtx struct {
	Context
	key, val any
}

// WithValue returns a child of parent in which the value for key is val. key must be comparable.
func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	if !abi.TypeOf(key).Comparable() {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return value(c.Context, key)
}

func (c *valueCtx) String() string {
	return nameOf(c.Context) + ".WithValue(" + describe(c.key) + ", " + describe(c.val) + ")"
}

func describe(v any) string {
	switch s := v.(type) {
	case interface{ String() string }:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	// The first word of an interface value is its type.
	return (*(**abi.Type)(unsafe.Pointer(&v))).Str
}

// value looks key up along the chain without recursion where it can.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if key == ctx.key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == cancelKey {
				return ctx
			}
			c = ctx.parent
		case *withoutCancelCtx:
			if key == cancelKey {
				return nil
			}
			c = ctx.parent
		case *emptyCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

type withoutCancelCtx struct{ parent Context }

// WithoutCancel returns a child of parent that is not cancelled when parent is.
func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return &withoutCancelCtx{parent}
}

func (*withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (*withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (*withoutCancelCtx) Err() error                              { return nil }
func (c *withoutCancelCtx) Value(key any) any                     { return value(c, key) }
func (c *withoutCancelCtx) String() string                        { return nameOf(c.parent) + ".WithoutCancel" }
