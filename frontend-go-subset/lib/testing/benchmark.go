package testing

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// InternalBenchmark is a benchmark function with its name.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// B is a benchmark that runs. Its function is called with growing N until it takes long enough.
type B struct {
	common
	N           int
	match       *matcher
	function    func(b *B)
	goal        benchGoal
	timerOn     bool
	allocs      bool // report them
	bytes       int64
	startAllocs uint64
	startBytes  uint64
	netAllocs   uint64
	netBytes    uint64
	extra       map[string]float64
	result      BenchmarkResult
	parallelism int
	previousN   int
	// What Loop knows: how many calls there were and will be.
	loopN, loopCount int
}

// benchGoal is how long to run: a time, or a number of iterations.
type benchGoal struct {
	time time.Duration
	n    int
}

func parseGoal(text string) (benchGoal, error) {
	if count, ok := strings.CutSuffix(text, "x"); ok {
		n, err := strconv.Atoi(count)
		if err != nil || n < 0 {
			return benchGoal{}, fmt.Errorf("invalid count")
		}
		return benchGoal{n: n}, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return benchGoal{}, fmt.Errorf("invalid duration")
	}
	return benchGoal{time: d}, nil
}

// StartTimer lets time count; it does from the start.
func (b *B) StartTimer() {
	if b.timerOn {
		return
	}
	b.startAllocs, b.startBytes = allocations()
	b.start = time.Now()
	b.timerOn = true
}

// StopTimer stops time from counting.
func (b *B) StopTimer() {
	if !b.timerOn {
		return
	}
	b.duration += time.Since(b.start)
	allocs, bytes := allocations()
	b.netAllocs += allocs - b.startAllocs
	b.netBytes += bytes - b.startBytes
	b.timerOn = false
}

// ResetTimer forgets the time, allocations and metrics so far.
func (b *B) ResetTimer() {
	if b.extra == nil {
		b.extra = map[string]float64{}
	} else {
		clear(b.extra)
	}
	if b.timerOn {
		b.startAllocs, b.startBytes = allocations()
		b.start = time.Now()
	}
	b.duration, b.netAllocs, b.netBytes = 0, 0, 0
}

func allocations() (count, bytes uint64) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Mallocs, stats.TotalAlloc
}

// SetBytes says how many bytes one iteration works on, for the throughput.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs prints allocations for this benchmark, as -benchmem does for all.
func (b *B) ReportAllocs() { b.allocs = true }

// ReportMetric adds a value to the result.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsAny(unit, " \t\n") {
		panic("metric unit must not contain whitespace")
	}
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	b.extra[unit] = n
}

// Elapsed returns the time that counts so far.
func (b *B) Elapsed() time.Duration {
	d := b.duration
	if b.timerOn {
		d += time.Since(b.start)
	}
	return d
}

// Loop reports whether to go on: `for b.Loop() { ... }`. The first call starts the timer, the last one stops it.
func (b *B) Loop() bool {
	if b.loopN == 0 {
		b.loopN = max(b.goal.n, 1)
		b.loopCount = 0
		b.ResetTimer()
	}
	if b.loopCount < b.loopN {
		b.loopCount++
		return true
	}
	if b.goal.n == 0 && b.loopN < 1e9 {
		if spent := b.Elapsed(); spent < b.goal.time {
			b.loopN += nextN(b.goal.time, b.loopN, spent, b.loopN) - b.loopN
			b.loopN = max(b.loopN, b.loopCount+1)
			b.loopCount++
			return true
		}
	}
	b.StopTimer()
	b.N = b.loopCount
	b.loopN = -1
	return false
}

// nextN is how many iterations should take the time that is wanted, not growing by more than a hundred times.
func nextN(goal time.Duration, before int, spent time.Duration, last int) int {
	ns := max(spent.Nanoseconds(), 1)
	n := int64(float64(goal.Nanoseconds()) * float64(before) / float64(ns))
	n += n / 5
	n = min(n, 100*int64(last))
	n = max(n, int64(last)+1)
	return int(min(n, 1e9))
}

// runN calls the function once with that N, in a goroutine of its own so that it can end it. False when it failed.
func (b *B) runN(n int) bool {
	done := make(chan any)
	go func() {
		var problem any
		defer func() { done <- problem }()
		defer b.runCleanup()
		runtime.GC()
		b.N = n
		b.loopN = 0
		b.ctx, b.cancel = context.WithCancel(context.Background())
		b.parallelism = 1
		b.ResetTimer()
		b.StartTimer()
		b.function(b)
		b.StopTimer()
		if b.loopN > 0 {
			b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
		}
		b.finished = true
	}()
	<-done
	return !b.failed && !b.skipped
}

// measure calls the function with growing N.
func (b *B) measure() {
	if !b.runN(1) || b.hasSub || b.finishedEarly() {
		return
	}
	if b.loopN < 0 {
		// Loop has done it all.
	} else if b.goal.n > 0 {
		if b.goal.n > 1 {
			b.runN(b.goal.n)
		}
	} else {
		for n := 1; !b.failed && b.duration < b.goal.time && n < 1e9; {
			n = nextN(b.goal.time, b.N, b.duration, n)
			b.runN(n)
		}
	}
	b.result = BenchmarkResult{N: b.N, T: b.duration, Bytes: b.bytes, MemAllocs: b.netAllocs, MemBytes: b.netBytes, Extra: b.extra}
}

func (b *B) finishedEarly() bool { return b.skipped || b.failed }

// Run runs f as a benchmark below this one.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub = true
	full, ok := name, true
	if b.match != nil {
		full, ok = b.match.fullName(&b.common, name)
	}
	if !ok {
		return true
	}
	columns = max(columns, len(full))
	sub := b.child(full, f)
	sub.runAndReport()
	return !sub.failed
}

func (b *B) child(name string, f func(b *B)) *B {
	return &B{
		common:   common{parent: &b.common, level: b.level + 1, name: name, w: b.w, live: b.live, bench: true},
		match:    b.match,
		function: f,
		goal:     b.goal,
	}
}

// columns is the width of the names printed before results.
var columns int

func (b *B) runAndReport() {
	for range *flags.count {
		if b.live != nil && b.level == 1 {
			fmt.Fprintf(b.w, "%s\n", strings.TrimSpace(b.name))
		}
		b.output, b.hasSub = nil, false
		b.measure()
		if b.hasSub && !b.failed {
			b.printLog()
			return
		}
		switch {
		case b.failed:
			fmt.Fprintf(b.w, "--- FAIL: %s\n%s", b.name, b.output)
			return
		case b.skipped:
			if b.live != nil {
				fmt.Fprintf(b.w, "--- SKIP: %s\n%s", b.name, b.output)
			}
			return
		}
		results := b.result.String()
		if *flags.benchMem || b.allocs {
			results += "\t" + b.result.MemString()
		}
		fmt.Fprintf(b.w, "%-*s\t%s\n", columns, b.name, results)
		b.printLog()
	}
}

// printLog prints what the benchmark logged.
func (b *B) printLog() {
	if len(b.output) > 0 {
		fmt.Fprintf(b.w, "--- BENCH: %s\n%s", b.name, b.output)
		b.output = nil
	}
}

// runBenchmarks runs those that -bench chooses.
func runBenchmarks(benchmarks []InternalBenchmark) bool {
	if *flags.bench == "" {
		return true
	}
	goal, err := parseGoal(*flags.benchTime)
	if err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid value %q for -test.benchtime: %v\n", *flags.benchTime, err)
		os.Exit(2)
	}
	m := newMatcher(*flags.bench, "-test.bench", *flags.skip)
	root := &B{common: common{w: stdout(), bench: true}, match: m, goal: goal}
	if Verbose() {
		root.live = &liveOutput{w: root.w}
	}
	for _, benchmark := range benchmarks {
		if matchesAny(m.filter, []string{benchmark.Name}, true) {
			columns = max(columns, len(benchmark.Name))
		}
	}
	if columns > 0 {
		fmt.Printf("goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
		if importPath != "" {
			fmt.Printf("pkg: %s\n", importPath)
		}
	}
	for _, benchmark := range benchmarks {
		root.Run(benchmark.Name, benchmark.F)
	}
	return !root.failed
}

// RunBenchmarks runs the benchmarks; an old way to do it.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks(benchmarks)
}

// Benchmark measures one function, outside of a test program too.
func Benchmark(f func(b *B)) BenchmarkResult {
	goal := benchGoal{time: time.Second}
	if flagsAreSet {
		goal, _ = parseGoal(*flags.benchTime)
	}
	b := &B{common: common{w: io.Discard, bench: true}, function: f, goal: goal}
	b.measure()
	return b.result
}

// BenchmarkResult is what was measured.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

func (r BenchmarkResult) perOp(unit string, total uint64) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(total) / int64(r.N)
}

// NsPerOp returns nanoseconds per iteration.
func (r BenchmarkResult) NsPerOp() int64 { return r.perOp("ns/op", uint64(r.T.Nanoseconds())) }

// AllocsPerOp returns allocations per iteration.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.perOp("allocs/op", r.MemAllocs) }

// AllocedBytesPerOp returns allocated bytes per iteration.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.perOp("B/op", r.MemBytes) }

func (r BenchmarkResult) mbPerSec() float64 {
	if v, ok := r.Extra["MB/s"]; ok {
		return v
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
}

// String is the result as benchmarks print it.
func (r BenchmarkResult) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok && r.N > 0 {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		b.WriteByte('\t')
		metric(&b, ns, "ns/op")
	}
	if mb := r.mbPerSec(); mb != 0 {
		fmt.Fprintf(&b, "\t%7.2f MB/s", mb)
	}
	var units []string
	for unit := range r.Extra {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
		default:
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	for _, unit := range units {
		b.WriteByte('\t')
		metric(&b, r.Extra[unit], unit)
	}
	return b.String()
}

// metric prints about three digits that count, in columns of ten.
func metric(w io.Writer, x float64, unit string) {
	format := "%10.0f %s"
	switch y := math.Abs(x); {
	case y == 0 || y >= 999.95:
	case y >= 99.995:
		format = "%12.1f %s"
	case y >= 9.9995:
		format = "%13.2f %s"
	case y >= 0.99995:
		format = "%14.3f %s"
	case y >= 0.099995:
		format = "%15.4f %s"
	case y >= 0.0099995:
		format = "%16.5f %s"
	case y >= 0.00099995:
		format = "%17.6f %s"
	default:
		format = "%18.7f %s"
	}
	fmt.Fprintf(w, format, x, unit)
}

// MemString is the allocations as benchmarks print them.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// PB hands out the iterations of RunParallel.
type PB struct {
	next *atomic.Int64
	n    int64
}

// Next says whether there is one more iteration to do.
func (pb *PB) Next() bool { return pb.next.Add(1) <= pb.n }

// RunParallel calls body in several goroutines, which share the iterations.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for range b.parallelism * runtime.GOMAXPROCS(0) {
		all.Add(1)
		go func() {
			defer all.Done()
			body(&PB{&next, int64(b.N)})
		}()
	}
	all.Wait()
	if next.Load() <= int64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// SetParallelism sets how many goroutines RunParallel uses per processor.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}
