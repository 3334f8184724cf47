package testing

import (
	"errors"
	"fmt"
	"os"
	"path"
	"reflect"
	"strconv"
	"strings"
)

// InternalFuzzTarget is a fuzz function with its name.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// F is a fuzz target that runs. Its function is called with the seeds: those added by Add and those in
// testdata/fuzz/NAME. New inputs are not made up.
type F struct {
	common
	run   *runState
	seeds []seed
	// called: there was a call of Fuzz.
	called bool
}

type seed struct {
	name   string
	values []any
}

// Add adds a seed: values for the parameters of the function given to Fuzz.
func (f *F) Add(args ...any) {
	f.seeds = append(f.seeds, seed{fmt.Sprintf("seed#%d", len(f.seeds)), args})
}

// Fuzz calls ff, a func(*testing.T, ...), with each seed as a subtest.
func (f *F) Fuzz(ff any) {
	if f.called {
		panic("testing: F.Fuzz called more than once")
	}
	f.called = true
	fn := reflect.ValueOf(ff)
	if fn.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	t := fn.Type()
	if t.NumIn() < 2 || t.In(0) != reflect.TypeFor[*T]() {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if t.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	seeds := append(f.seeds, f.stored()...)
	for _, s := range seeds {
		if len(s.values) != t.NumIn()-1 {
			f.Fatalf("wrong number of values in corpus entry: %d, want %d", len(s.values), t.NumIn()-1)
		}
	}
	root := &T{common: common{parent: &f.common, level: f.level, name: f.name, w: indenter{&f.common}, live: f.live, barrier: make(chan bool)}, run: f.run}
	f.inFuzz = true
	defer func() { f.inFuzz = false }()
	for _, s := range seeds {
		root.Run(s.name, func(t *T) {
			args := []reflect.Value{reflect.ValueOf(t)}
			for i, v := range s.values {
				value := reflect.ValueOf(v)
				if value.Type() != fn.Type().In(i+1) {
					t.Fatalf("mismatched types in corpus entry: %v, want %v", value.Type(), fn.Type().In(i+1))
				}
				args = append(args, value)
			}
			fn.Call(args)
		})
	}
	close(root.barrier)
	for _, sub := range root.sub {
		<-sub.signal
	}
	f.flushRoot(root)
}

func (f *F) flushRoot(root *T) {
	f.output = append(f.output, root.output...)
	if root.failed {
		f.failed = true
	}
}

// stored reads the seeds in testdata/fuzz/NAME.
func (f *F) stored() []seed {
	dir := path.Join("testdata/fuzz", f.name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		if !errors.Is(err, os.ErrNotExist) {
			f.Fatal(err)
		}
		return nil
	}
	var seeds []seed
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		text, err := os.ReadFile(path.Join(dir, entry.Name()))
		if err != nil {
			f.Fatal(err)
		}
		values, err := parseSeed(string(text))
		if err != nil {
			f.Fatalf("%s: %v", path.Join(dir, entry.Name()), err)
		}
		seeds = append(seeds, seed{entry.Name(), values})
	}
	return seeds
}

// parseSeed reads a file of the form "go test fuzz v1", then a Go conversion such as int(3) per line.
func parseSeed(text string) ([]any, error) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if strings.TrimSpace(lines[0]) != "go test fuzz v1" {
		return nil, errors.New("unknown encoding version")
	}
	var values []any
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		kind, rest, ok := strings.Cut(line, "(")
		literal, closed := strings.CutSuffix(rest, ")")
		if !ok || !closed {
			return nil, fmt.Errorf("malformed line %q", line)
		}
		value, err := seedValue(kind, literal)
		if err != nil {
			return nil, fmt.Errorf("line %q: %v", line, err)
		}
		values = append(values, value)
	}
	return values, nil
}

func seedValue(kind, literal string) (any, error) {
	switch kind {
	case "string", "[]byte":
		s, err := strconv.Unquote(literal)
		if kind == "string" {
			return s, err
		}
		return []byte(s), err
	case "bool":
		return strconv.ParseBool(literal)
	case "float32":
		v, err := strconv.ParseFloat(literal, 32)
		return float32(v), err
	case "float64":
		return strconv.ParseFloat(literal, 64)
	}
	if quoted, ok := strings.CutPrefix(literal, "'"); ok {
		r, _, _, err := strconv.UnquoteChar(strings.TrimSuffix(quoted, "'"), '\'')
		literal = strconv.Itoa(int(r))
		if err != nil {
			return nil, err
		}
	}
	if signed, ok := signedKinds[kind]; ok {
		n, err := strconv.ParseInt(literal, 0, 64)
		return signed(n), err
	}
	if unsigned, ok := unsignedKinds[kind]; ok {
		n, err := strconv.ParseUint(literal, 0, 64)
		return unsigned(n), err
	}
	return nil, fmt.Errorf("unsupported type %s", kind)
}

var signedKinds = map[string]func(int64) any{
	"int":   func(n int64) any { return int(n) },
	"int8":  func(n int64) any { return int8(n) },
	"int16": func(n int64) any { return int16(n) },
	"int32": func(n int64) any { return int32(n) },
	"rune":  func(n int64) any { return rune(n) },
	"int64": func(n int64) any { return n },
}

var unsignedKinds = map[string]func(uint64) any{
	"uint":   func(n uint64) any { return uint(n) },
	"uint8":  func(n uint64) any { return uint8(n) },
	"byte":   func(n uint64) any { return byte(n) },
	"uint16": func(n uint64) any { return uint16(n) },
	"uint32": func(n uint64) any { return uint32(n) },
	"uint64": func(n uint64) any { return n },
}

// runSeeds runs the fuzz targets that match on their seeds, as tests.
func runSeeds(targets []InternalFuzzTarget, pattern string) (ran, ok bool) {
	if len(targets) == 0 {
		return false, true
	}
	tests := make([]InternalTest, len(targets))
	for i, target := range targets {
		tests[i] = InternalTest{target.Name, func(t *T) { runFuzzTarget(t, target.Fn) }}
	}
	return runTests(tests, pattern)
}

// runFuzzTarget makes F of a test: F's own log and verdict become the test's.
func runFuzzTarget(t *T, fn func(*F)) {
	f := &F{run: t.run}
	f.parent, f.level, f.name, f.live, f.w = &t.common, t.level, t.name, t.live, t.w
	defer func() {
		f.runCleanup()
		t.mu.Lock()
		t.output = append(t.output, f.output...)
		t.skipped = t.skipped || f.skipped
		t.finished = t.finished || f.finished
		t.mu.Unlock()
	}()
	fn(f)
}
