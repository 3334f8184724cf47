package testing

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
)

// flags are what `weft test` passes on, under the names of Go's own test programs.
var flags struct {
	run, skip, bench, list, benchTime, cpu, shuffle *string
	short, verbose, failFast, benchMem, fullPath    *bool
	count                                           *uint
	parallel                                        *int
	timeout                                         *time.Duration
}

var (
	flagsAreSet   bool
	isTestProgram bool
	haveExamples  bool
	runDeadline   time.Time
)

// Init defines the flags. The test program's main does it before TestMain runs.
func Init() {
	if flagsAreSet {
		return
	}
	flagsAreSet = true
	flags.run = flag.String("test.run", "", "run only tests and examples matching `regexp`")
	flags.skip = flag.String("test.skip", "", "do not run tests or examples matching `regexp`")
	flags.bench = flag.String("test.bench", "", "run only benchmarks matching `regexp`")
	flags.list = flag.String("test.list", "", "list tests, examples, and benchmarks matching `regexp` then exit")
	flags.benchTime = flag.String("test.benchtime", "1s", "run each benchmark for duration `d` or N times if `d` is of the form Nx")
	flags.cpu = flag.String("test.cpu", "", "comma-separated `list` of cpu counts to run each test with; there is one")
	flags.shuffle = flag.String("test.shuffle", "off", "randomize the execution order of tests and benchmarks; tests stay in order")
	flags.short = flag.Bool("test.short", false, "run smaller test suite to save time")
	flags.verbose = flag.Bool("test.v", false, "verbose: print additional output")
	flags.failFast = flag.Bool("test.failfast", false, "do not start new tests after the first test failure")
	flags.benchMem = flag.Bool("test.benchmem", false, "print memory allocations for benchmarks")
	flags.fullPath = flag.Bool("test.fullpath", false, "show full file names in error messages")
	flags.count = flag.Uint("test.count", 1, "run tests and benchmarks `n` times")
	flags.parallel = flag.Int("test.parallel", runtime.GOMAXPROCS(0), "run at most `n` tests in parallel")
	flags.timeout = flag.Duration("test.timeout", 0, "panic test binary after duration `d` (default 0, timeout disabled)")
}

func stdout() io.Writer { return os.Stdout }

// testDeps is what Go's tool gives to MainStart; `weft test` gives the package's import path.
type testDeps any

var importPath string

// M is the whole test program.
type M struct {
	tests      []InternalTest
	benchmarks []InternalBenchmark
	fuzz       []InternalFuzzTarget
	examples   []InternalExample
	code       int
	hasRun     bool
}

// MainStart is called by the main that `weft test` writes.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	Init()
	isTestProgram = true
	importPath, _ = deps.(string)
	haveExamples = len(examples) > 0
	return &M{tests: tests, benchmarks: benchmarks, fuzz: fuzzTargets, examples: examples}
}

// exitCode is for that main, after a TestMain that did not call os.Exit. Without a call of Run it is 0, as in Go.
func exitCode(m *M) int { return m.code }

// Main runs tests, benchmarks and examples and ends the program; an old way to do it.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart(nil, tests, benchmarks, nil, examples).Run())
}

// Run runs what the flags ask for and returns the exit code.
func (m *M) Run() int {
	m.code = m.runAll()
	return m.code
}

func (m *M) runAll() int {
	if !flag.Parsed() {
		flag.Parse()
	}
	if *flags.parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		flag.Usage()
		return 2
	}
	if *flags.list != "" {
		m.list()
		return 0
	}
	stop := startAlarm()
	defer stop()
	ranTests, okTests := runTests(m.tests, *flags.run)
	ranFuzz, okFuzz := runSeeds(m.fuzz, *flags.run)
	ranExamples, okExamples := runExamples(m.examples)
	stop()
	if !ranTests && !ranFuzz && !ranExamples && *flags.bench == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if !okTests || !okFuzz || !okExamples || !runBenchmarks(m.benchmarks) {
		fmt.Println("FAIL")
		return 1
	}
	fmt.Println("PASS")
	return 0
}

func (m *M) list() {
	var names []string
	for _, t := range m.tests {
		names = append(names, t.Name)
	}
	for _, b := range m.benchmarks {
		names = append(names, b.Name)
	}
	for _, f := range m.fuzz {
		names = append(names, f.Name)
	}
	for _, e := range m.examples {
		names = append(names, e.Name)
	}
	listed(names, *flags.list)
}

// startAlarm ends the program with a panic when -timeout is over.
func startAlarm() (stop func()) {
	limit := *flags.timeout
	if limit <= 0 {
		return func() {}
	}
	runDeadline = time.Now().Add(limit)
	timer := time.AfterFunc(limit, func() {
		panic(fmt.Sprintf("test timed out after %v", limit))
	})
	return func() { timer.Stop() }
}
