package sync

// Once performs one action once.
type Once struct {
	noCopy noCopy
	done   bool
	m      Mutex
}

// Do calls f if this is the first call of Do for this Once. It returns when that first f has returned, also for those who
// come while it runs. If f panics, Do considers it to have returned.
func (o *Once) Do(f func()) {
	if !o.done {
		o.first(f)
	}
}

func (o *Once) first(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if o.done {
		return
	}
	defer func() { o.done = true }()
	f()
}

// outcome remembers how a function that runs once has ended.
type outcome struct {
	once  Once
	valid bool
	cause any
}

// run calls f at the first call; every call panics if f did.
func (o *outcome) run(f func()) {
	o.once.Do(func() {
		defer func() {
			if !o.valid {
				o.cause = recover()
				panic(o.cause)
			}
		}()
		f()
		o.valid = true
	})
	if !o.valid {
		panic(o.cause)
	}
}

// OnceFunc returns a function that calls f only once. If f panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	o := new(outcome)
	return func() {
		o.run(func() {
			f()
			f = nil
		})
	}
}

// OnceValue returns a function that calls f only once and returns its value.
func OnceValue[T any](f func() T) func() T {
	o := new(outcome)
	var result T
	return func() T {
		o.run(func() {
			result = f()
			f = nil
		})
		return result
	}
}

// OnceValues returns a function that calls f only once and returns its values.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	o := new(outcome)
	var r1 T1
	var r2 T2
	return func() (T1, T2) {
		o.run(func() {
			r1, r2 = f()
			f = nil
		})
		return r1, r2
	}
}
