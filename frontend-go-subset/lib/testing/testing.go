// Package testing supports tests, benchmarks and examples; `weft test` builds and runs them.
//
//   - testing.go    TB, T, B and F have these in common: log, fail, skip, clean up
//   - t.go          tests and subtests, in sequence and in parallel
//   - main.go       the flags, what the test program's main calls, its output
//   - benchmark.go  benchmarks
//   - example.go    examples with their output
//   - fuzz.go       fuzz targets, run on their seeds
//   - match.go      which tests -run and -skip choose, and the names of subtests
//   - pattern.go    regular expressions for that
package testing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"
)

// TB is what tests, benchmarks and fuzz targets have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer

	// Only this package's types are TBs, so that methods can be added.
	private()
}

var (
	_ TB = (*T)(nil)
	_ TB = (*B)(nil)
	_ TB = (*F)(nil)
)

// common is the part of T, B and F that is the same. A test's report is kept in output until it ends, when it goes to the
// parent's output; a top-level test writes to standard output. With -v, logs are written at once.
type common struct {
	mu     sync.Mutex
	parent *common
	level  int
	name   string
	output []byte
	w      io.Writer
	live   *liveOutput

	failed, skipped, finished, done bool
	hasSub                          bool
	bench                           bool
	inFuzz                          bool

	start    time.Time
	duration time.Duration
	cleanups []func()
	cleaning bool // the cleanup functions run
	helpers  map[string]bool
	tempDir  string
	tempSeq  int
	ctx      context.Context
	cancel   context.CancelFunc

	inBubble    bool // it is what synctest.Test runs, in the place of its parent
	isParallel  bool
	isEnvSet    bool
	barrier     chan bool // closed to let the parallel subtests go on
	signal      chan bool // a test tells its parent that it has ended, or waits at the barrier
	sub         []*T      // parallel subtests to wait for
	artifactDir string
}

func (c *common) private() {}

// Name returns the test's full name.
func (c *common) Name() string { return c.name }

// Fail marks the test, and those it is part of, as failed and goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed says whether the test has failed.
func (c *common) Failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

// FailNow marks the test as failed and ends its goroutine.
func (c *common) FailNow() {
	c.checkFuzz("FailNow")
	c.Fail()
	c.mu.Lock()
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// SkipNow marks the test as skipped and ends its goroutine.
func (c *common) SkipNow() {
	c.checkFuzz("SkipNow")
	c.mu.Lock()
	c.skipped = true
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Skipped says whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

func (c *common) checkFuzz(method string) {
	if c.inFuzz {
		panic("testing: f." + method + " was called inside the fuzz target, use t." + method + " instead")
	}
}

// Log writes its arguments to the test's log, as Println does.
func (c *common) Log(args ...any) {
	c.checkFuzz("Log")
	c.log(fmt.Sprintln(args...))
}

// Logf writes to the test's log, as Printf does.
func (c *common) Logf(format string, args ...any) {
	c.checkFuzz("Logf")
	c.log(fmt.Sprintf(format, args...))
}

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.checkFuzz("Error")
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.checkFuzz("Errorf")
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.checkFuzz("Fatal")
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.checkFuzz("Fatalf")
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.checkFuzz("Skip")
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.checkFuzz("Skipf")
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

// Helper marks the calling function as one whose callers' lines are logged instead of its own.
func (c *common) Helper() {
	name := functionAt(2)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[string]bool{}
	}
	c.helpers[name] = true
}

func functionAt(skip int) string {
	var pcs [1]uintptr
	if runtime.Callers(skip+1, pcs[:]) == 0 {
		return ""
	}
	frame, _ := runtime.CallersFrames(pcs[:]).Next()
	return frame.Function
}

// callSite is "file.go:12: " of the first caller outside this package and the test's helpers.
func (c *common) callSite() string {
	var pcs [50]uintptr
	n := runtime.Callers(2, pcs[:])
	if n == 0 {
		return ""
	}
	frames := runtime.CallersFrames(pcs[:n])
	for {
		frame, more := frames.Next()
		isOwn := strings.HasPrefix(frame.Function, "testing.(*")
		if !isOwn && frame.File != "" && !c.isHelper(frame.Function) {
			return fmt.Sprintf("%s:%d: ", path.Base(frame.File), frame.Line)
		}
		if !more {
			return "???:1: "
		}
	}
}

func (c *common) isHelper(name string) bool {
	for p := c; p != nil; p = p.parent {
		if p.helpers[name] {
			return true
		}
	}
	return false
}

// log writes text, with its place, as one entry of the test's log.
func (c *common) log(text string) {
	text = strings.TrimSuffix(text, "\n")
	site := c.callSite()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write("    " + site + strings.ReplaceAll(text, "\n", "\n        ") + "\n")
}

// write adds lines to the report, or writes them at once with -v. c.mu is held.
func (c *common) write(text string) {
	if c.done || c.inBubble {
		// The test is over: the nearest test that goes on gets it.
		for p := c.parent; p != nil; p = p.parent {
			p.mu.Lock()
			if !p.done {
				p.write(text)
				p.mu.Unlock()
				return
			}
			p.mu.Unlock()
		}
		panic("Log in goroutine after " + c.name + " has completed: " + strings.TrimSpace(text))
	}
	if c.live != nil && !c.bench {
		c.live.log(c.name, text)
		return
	}
	c.output = append(c.output, text...)
}

// Output returns a writer to the test's log that adds no places.
func (c *common) Output() io.Writer {
	c.checkFuzz("Output")
	return &outputWriter{c: c}
}

// outputWriter writes whole lines, indented, and keeps an unfinished one.
type outputWriter struct {
	c    *common
	rest string
}

func (w *outputWriter) Write(p []byte) (int, error) {
	w.c.mu.Lock()
	defer w.c.mu.Unlock()
	text := w.rest + string(p)
	for {
		line, after, found := strings.Cut(text, "\n")
		if !found {
			w.rest = line
			return len(p), nil
		}
		w.c.write("    " + line + "\n")
		text = after
	}
}

// flush adds a line and the report below it to the parent's.
func (c *common) flush(line string) {
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	text := line + string(c.output)
	c.output = nil
	if c.live != nil && p.w == c.live.w {
		c.live.report(c.name, text)
		return
	}
	io.WriteString(p.w, text)
}

// indenter gives the reports of subtests to their parent, indented.
type indenter struct{ c *common }

func (w indenter) Write(p []byte) (int, error) {
	for line := range strings.SplitAfterSeq(string(p), "\n") {
		if line != "" {
			w.c.output = append(w.c.output, "    "+line...)
		}
	}
	return len(p), nil
}

// liveOutput writes logs as they come, with the name of the test whenever it changes.
type liveOutput struct {
	mu   sync.Mutex
	w    io.Writer
	last string
}

func (l *liveOutput) log(name, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last != "" && l.last != name {
		fmt.Fprintf(l.w, "=== NAME  %s\n", name)
	}
	l.last = name
	io.WriteString(l.w, text)
}

// report writes what names the test itself.
func (l *liveOutput) report(name, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = name
	io.WriteString(l.w, text)
}

// Attr tells readers of the output something about the test.
func (c *common) Attr(key, value string) {
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' }) {
		c.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		c.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	if c.live != nil {
		c.live.report(c.name, fmt.Sprintf("=== ATTR  %s %s %s\n", c.name, key, value))
	}
}

// Cleanup has f called when the test and its subtests have ended; the last added goes first.
func (c *common) Cleanup(f func()) {
	c.checkFuzz("Cleanup")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, f)
}

// runCleanup calls the cleanup functions. One that panics or ends the goroutine does not keep the others from running.
func (c *common) runCleanup() {
	defer func() {
		c.mu.Lock()
		more := len(c.cleanups) > 0
		c.mu.Unlock()
		if more {
			c.runCleanup()
		}
	}()
	if c.cancel != nil {
		c.cancel()
	}
	for {
		c.mu.Lock()
		if len(c.cleanups) == 0 {
			c.mu.Unlock()
			return
		}
		last := len(c.cleanups) - 1
		f := c.cleanups[last]
		c.cleanups = c.cleanups[:last]
		c.mu.Unlock()
		f()
	}
}

// Context returns a context that is cancelled just before the cleanup functions run.
func (c *common) Context() context.Context {
	c.checkFuzz("Context")
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
		if c.done {
			c.cancel()
		}
	}
	return c.ctx
}

// TempDir returns a new directory that is removed when the test ends.
func (c *common) TempDir() string {
	c.checkFuzz("TempDir")
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.tempDir == "" {
		name := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
				return r
			}
			return -1
		}, c.name)
		if len(name) > 60 {
			name = name[:60]
		}
		dir, err := os.MkdirTemp("", name)
		if err != nil {
			c.mu.Unlock()
			defer c.mu.Lock()
			c.Fatalf("TempDir: %v", err)
		}
		c.tempDir = dir
		c.cleanups = append(c.cleanups, func() {
			if err := os.RemoveAll(dir); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
	}
	c.tempSeq++
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempSeq)
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.mu.Unlock()
		defer c.mu.Lock()
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

// ArtifactDir returns a directory for files that outlive the test; without -artifacts it is a temporary one.
func (c *common) ArtifactDir() string {
	if c.artifactDir == "" {
		c.artifactDir = c.TempDir()
	}
	return c.artifactDir
}

// Setenv sets an environment variable until the test ends. Not for parallel tests: the environment is everybody's.
func (c *common) Setenv(key, value string) {
	c.checkFuzz("Setenv")
	c.checkAlone("Setenv")
	before, wasSet := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if wasSet {
			os.Setenv(key, before)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory until the test ends.
func (c *common) Chdir(dir string) {
	c.checkFuzz("Chdir")
	c.checkAlone("Chdir")
	before, err := os.Getwd()
	if err == nil {
		err = os.Chdir(dir)
	}
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() {
		if err := os.Chdir(before); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

func (c *common) checkAlone(method string) {
	for p := c; p != nil; p = p.parent {
		if p.isParallel {
			panic("testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel")
		}
	}
	c.isEnvSet = true
}

// checkParallel is for package testing/cryptotest.
func checkParallel(t *T) { t.checkAlone("SetGlobalRandom") }

var errGoexit = errors.New("test executed panic(nil) or runtime.Goexit")

// Short says whether -short was given.
func Short() bool {
	if !flagsAreSet {
		panic("testing: Short called before Init")
	}
	return *flags.short
}

// Verbose says whether -v was given.
func Verbose() bool { return flagsAreSet && *flags.verbose }

// Testing says whether the program is a test: always, as only tests import this package with its main.
func Testing() bool { return isTestProgram }

// CoverBlock is one block of code that coverage counts.
type CoverBlock struct {
	Line0, Line1 uint32
	Col0, Col1   uint16
	Stmts        uint16
}

// Cover is what coverage has counted.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string
}

// RegisterCover does nothing: coverage is not counted.
func RegisterCover(c Cover) {}

// CoverMode returns "": coverage is not counted.
func CoverMode() string { return "" }

// Coverage returns 0: coverage is not counted.
func Coverage() float64 { return 0 }

// AllocsPerRun returns the average number of allocations during runs calls of f.
func AllocsPerRun(runs int, f func()) float64 {
	if parallelRunning > 0 {
		panic("testing: AllocsPerRun called during parallel test")
	}
	f()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	before := stats.Mallocs
	for range runs {
		f()
	}
	runtime.ReadMemStats(&stats)
	return float64((stats.Mallocs - before) / uint64(runs))
}
