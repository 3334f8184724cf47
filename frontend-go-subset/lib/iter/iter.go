// Package iter defines iterators: functions that pass the elements of a sequence
// to a yield function until it returns false.
package iter

import (
	"runtime"
	_ "unsafe" // for go:linkname
)

// Seq is an iterator over single values.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)

// A coro runs a function in turns with whoever calls coroswitch (runtime/coro.go).
type coro struct{}

//go:linkname newcoro runtime.newcoro
func newcoro(f func(*coro)) *coro

//go:linkname coroswitch runtime.coroswitch
func coroswitch(c *coro)

// A puller runs a sequence in a coroutine, from one element to the next.
type puller[T any] struct {
	c     *coro
	value T
	// ok: value is an element that next has not returned yet.
	ok bool
	// running: the sequence has its turn.
	running bool
	// done: the sequence has ended, or is to end.
	done bool
	// How it ended, when it did not return: by a panic, or by Goexit.
	panics, exits bool
	reason        any
}

func newPuller[T any](each func(yield func(T) bool)) *puller[T] {
	p := new(puller[T])
	p.c = newcoro(func(c *coro) {
		if p.done {
			return
		}
		returned := false
		defer func() {
			if !returned {
				p.reason = recover()
				p.panics = p.reason != nil
				p.exits = !p.panics
			}
			p.done = true
		}()
		each(func(v T) bool {
			if p.done {
				panic("iter: yield called again after it returned false")
			}
			if !p.running {
				panic("iter: yield called outside the sequence")
			}
			p.value, p.ok = v, true
			p.running = false
			coroswitch(c)
			return !p.done
		})
		returned = true
	})
	return p
}

// turn lets the sequence go on until it yields or ends.
func (p *puller[T]) turn() {
	if p.running {
		panic("iter: next or stop called again before the sequence yielded")
	}
	p.running = true
	coroswitch(p.c)
	p.running = false
	if p.panics {
		p.panics = false
		panic(p.reason)
	}
	if p.exits {
		p.exits = false
		runtime.Goexit()
	}
}

func (p *puller[T]) next() (v T, ok bool) {
	if p.done {
		return v, false
	}
	p.turn()
	v, ok = p.value, p.ok
	p.value, p.ok = *new(T), false
	return v, ok
}

func (p *puller[T]) stop() {
	if !p.done {
		p.done = true
		p.turn()
	}
}

// Pull turns seq into two functions: next returns the next element, and false when
// there is none; stop ends the sequence.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller(seq)
	return p.next, p.stop
}

type pair[K, V any] struct {
	k K
	v V
}

// Pull2 is Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller(func(yield func(pair[K, V]) bool) {
		seq(func(k K, v V) bool { return yield(pair[K, V]{k, v}) })
	})
	next = func() (K, V, bool) {
		e, ok := p.next()
		return e.k, e.v, ok
	}
	return next, p.stop
}
