package testing

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

// T is a test that runs.
type T struct {
	common
	run *runState
}

// InternalTest is a test function with its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// runState is what the tests of one run share: which tests match, and how many parallel ones go at once.
//
// A parallel test stops in T.Parallel at its parent's barrier until the parent's function has returned, then takes a place
// (of -parallel many) and runs; a sequential test runs inside its parent's place.
type runState struct {
	match   *matcher
	max     int
	running int
	waiting []chan bool
}

// parallelRunning counts the parallel tests that have a place.
var parallelRunning int

func (s *runState) take() {
	if s.running < s.max {
		s.running++
		return
	}
	place := make(chan bool)
	s.waiting = append(s.waiting, place)
	<-place
}

func (s *runState) release() {
	if len(s.waiting) == 0 {
		s.running--
		return
	}
	next := s.waiting[0]
	s.waiting = s.waiting[1:]
	next <- true
}

// Parallel lets the test run at the same time as other parallel tests.
func (t *T) Parallel() {
	if t.isParallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.inBubble {
		panic("testing: t.Parallel called inside synctest bubble")
	}
	for p := &t.common; p != nil; p = p.parent {
		if p.isEnvSet {
			panic("testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel")
		}
	}
	t.isParallel = true
	if t.parent.barrier == nil {
		return // in a fuzz target
	}
	t.duration += time.Since(t.start)
	t.parent.sub = append(t.parent.sub, t)
	if t.live != nil {
		t.live.report(t.name, fmt.Sprintf("=== PAUSE %s\n", t.name))
	}
	t.signal <- true // let the parent go on
	<-t.parent.barrier
	t.run.take()
	parallelRunning++
	if t.live != nil {
		t.live.report(t.name, fmt.Sprintf("=== CONT  %s\n", t.name))
	}
	t.start = time.Now()
}

// Deadline returns when -timeout ends the program.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.inBubble {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	return runDeadline, !runDeadline.IsZero()
}

// Run runs f as a subtest and waits until it has ended or is parallel; false when it failed.
func (t *T) Run(name string, f func(t *T)) bool {
	if t.inBubble {
		panic("testing: t.Run called inside synctest bubble")
	}
	if t.cleaning {
		panic("testing: t.Run called during t.Cleanup")
	}
	t.hasSub = true
	full, ok := t.run.match.fullName(&t.common, name)
	if !ok {
		return true
	}
	sub := &T{common: common{
		parent:  &t.common,
		level:   t.level + 1,
		name:    full,
		live:    t.live,
		barrier: make(chan bool),
		signal:  make(chan bool, 1),
	}, run: t.run}
	sub.w = indenter{&sub.common}
	if sub.live != nil {
		sub.live.report(sub.name, fmt.Sprintf("=== RUN   %s\n", sub.name))
	}
	go sub.execute(f)
	if !<-sub.signal {
		// The subtest ended a test above it.
		runtime.Goexit()
	}
	return !sub.failed
}

// runInBubble is synctest.Test, already in the bubble: f runs as a test of the same name in t's place, and tells t alone.
func runInBubble(t *T, f func(*T)) bool {
	if t.cleaning {
		panic("testing: synctest.Run called during t.Cleanup")
	}
	inner := &T{common: common{
		parent:   &t.common,
		level:    t.level + 1,
		name:     t.name,
		live:     t.live,
		barrier:  make(chan bool),
		signal:   make(chan bool, 1),
		inBubble: true,
	}, run: t.run}
	inner.Context() // so that its channel is one of the bubble's
	go inner.execute(f)
	if !<-inner.signal {
		runtime.Goexit()
	}
	return !inner.failed
}

// execute is the goroutine of a test: the function, its parallel subtests, the cleanup, the report.
func (t *T) execute(f func(t *T)) {
	defer t.end()
	defer func() {
		if len(t.sub) == 0 {
			t.clean()
		}
	}()
	t.start = time.Now()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

func (t *T) clean() {
	t.cleaning = true
	defer func() { t.cleaning = false }()
	t.runCleanup()
}

// end runs when the test's function has returned, has ended its goroutine, or panics.
func (t *T) end() {
	problem := recover()
	signal := true
	t.mu.Lock()
	finished := t.finished
	t.mu.Unlock()
	if problem == nil && !finished {
		problem = errGoexit
		for p := t.parent; p != nil; p = p.parent {
			if p.finished {
				t.Errorf("%v: subtest may have called FailNow on a parent test", errGoexit)
				problem, signal = nil, false
				break
			}
		}
	}
	if problem != nil {
		t.die(problem)
	}
	t.duration += time.Since(t.start)
	if len(t.sub) > 0 {
		t.run.release()
		if t.isParallel {
			parallelRunning--
		}
		close(t.barrier)
		for _, sub := range t.sub {
			<-sub.signal
		}
		cleaning := time.Now()
		t.cleanAfterSubtests()
		t.duration += time.Since(cleaning)
		if !t.isParallel {
			t.run.take()
		}
	} else if t.isParallel {
		t.run.release()
		parallelRunning--
	}
	t.report()
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	t.signal <- signal
}

func (t *T) cleanAfterSubtests() {
	defer func() {
		if problem := recover(); problem != nil {
			t.die(problem)
		}
	}()
	t.clean()
}

// die reports the test and those it is part of, then lets the panic end the program.
func (t *T) die(problem any) {
	t.Fail()
	func() {
		defer func() { recover() }()
		t.clean()
	}()
	t.duration += time.Since(t.start)
	t.report()
	// In a bubble those above it cannot be told here: Test's caller dies in its turn.
	for p := t.parent; p != nil && p.parent != nil && !t.inBubble; p = p.parent {
		p.duration += time.Since(p.start)
		p.flush(fmt.Sprintf("--- FAIL: %s (%s)\n", p.name, seconds(p.duration)))
	}
	panic(problem)
}

// report gives the test's line and log to its parent.
func (t *T) report() {
	if t.parent == nil || t.inBubble {
		return
	}
	verdict := "PASS"
	switch {
	case t.Failed():
		verdict = "FAIL"
	case t.live == nil:
		return
	case t.Skipped():
		verdict = "SKIP"
	}
	t.flush(fmt.Sprintf("--- %s: %s (%s)\n", verdict, t.name, seconds(t.duration)))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// RunTests runs the tests; an old way to do it.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	ran, ok := runTests(tests, *flags.run)
	if !ran && !haveExamples {
		fmt.Println("testing: warning: no tests to run")
	}
	return ok
}

// runTests runs those that match, -count times.
func runTests(tests []InternalTest, pattern string) (ran, ok bool) {
	ok = true
	for i := uint(0); i < *flags.count; i++ {
		if i > 0 && !ran {
			break
		}
		state := &runState{match: newMatcher(pattern, "-test.run", *flags.skip), max: *flags.parallel, running: 1}
		root := &T{common: common{
			w:       stdout(),
			barrier: make(chan bool),
			signal:  make(chan bool, 1),
		}, run: state}
		if Verbose() {
			root.live = &liveOutput{w: root.w}
		}
		root.execute(func(t *T) {
			for _, test := range tests {
				if *flags.failFast && t.Failed() {
					break
				}
				t.Run(test.Name, test.F)
			}
		})
		<-root.signal
		ok = ok && !root.failed
		ran = ran || root.hasRun(state)
	}
	return ran, ok
}

func (t *T) hasRun(state *runState) bool { return state.match.matched > 0 }

func listed(names []string, pattern string) {
	p := mustCompile(pattern, "-test.list")
	for _, name := range names {
		if p.matches(name) {
			fmt.Println(strings.TrimSpace(name))
		}
	}
}
