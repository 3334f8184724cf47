// Package iter defines iterators: functions that pass the elements of a sequence
// to a yield function until it returns false.
package iter

// Seq is an iterator over single values.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)

// A puller runs a sequence in a goroutine of its own, one element at a time. The
// two sides take turns: resume wakes the sequence, answers hands an element over
// (ok) or says that the sequence has ended.
type puller[T any] struct {
	resume  chan bool // true asks for the next element, false to stop
	answers chan T
	started bool
	done    bool
	running bool
	panics  bool
	reason  any
}

func newPuller[T any]() *puller[T] {
	return &puller[T]{resume: make(chan bool), answers: make(chan T)}
}

// run is the sequence's goroutine; each calls the sequence.
func (p *puller[T]) run(each func(yield func(T) bool)) {
	if <-p.resume {
		finished := false
		defer func() {
			if !finished {
				p.panics, p.reason = true, recover()
			}
			p.done = true
			close(p.answers)
		}()
		stopped := false
		each(func(v T) bool {
			if stopped {
				panic("iter: yield called again after it returned false")
			}
			p.answers <- v
			stopped = !<-p.resume
			return !stopped
		})
		finished = true
		return
	}
	p.done = true
	close(p.answers)
}

// next asks the sequence for an element, or to stop.
func (p *puller[T]) next(more bool) (v T, ok bool) {
	if p.running {
		panic("iter: next or stop called again before the sequence yielded")
	}
	p.running = true
	p.resume <- more
	v, ok = <-p.answers
	p.running = false
	if p.panics {
		p.panics = false
		panic(p.reason)
	}
	return v, ok
}

// Pull turns seq into two functions: next returns the next element, and false when
// there is none; stop ends the sequence.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller[V]()
	start := func() {
		p.started = true
		go p.run(func(yield func(V) bool) { seq(yield) })
	}
	next = func() (V, bool) {
		if p.done {
			return *new(V), false
		}
		if !p.started {
			start()
		}
		return p.next(true)
	}
	stop = func() {
		if p.done {
			return
		}
		if !p.started {
			p.done = true
			return
		}
		p.next(false)
	}
	return next, stop
}

type pair[K, V any] struct {
	k K
	v V
}

// Pull2 is Pull for sequences of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	one, stop := Pull(func(yield func(pair[K, V]) bool) {
		seq(func(k K, v V) bool { return yield(pair[K, V]{k, v}) })
	})
	next = func() (K, V, bool) {
		p, ok := one()
		return p.k, p.v, ok
	}
	return next, stop
}
