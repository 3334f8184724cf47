package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// InternalExample is an example with the output that stands in its last comment.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// RunExamples runs the examples; an old way to do it.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(examples)
	return ok
}

func runExamples(examples []InternalExample) (ran, ok bool) {
	ok = true
	m := newMatcher(*flags.run, "-test.run", *flags.skip)
	for range *flags.count {
		for _, example := range examples {
			if _, matches := m.fullName(nil, example.Name); !matches {
				continue
			}
			ran = true
			if !runExample(example) {
				ok = false
				if *flags.failFast {
					return ran, ok
				}
			}
		}
	}
	return ran, ok
}

// runExample compares what the example writes to os.Stdout with its comment.
func runExample(example InternalExample) (ok bool) {
	if Verbose() {
		fmt.Printf("=== RUN   %s\n", example.Name)
	}
	before := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	all := make(chan string)
	go func() {
		text, _ := io.ReadAll(r)
		r.Close()
		all <- string(text)
	}()
	start := time.Now()
	finished := false
	defer func() {
		spent := time.Since(start)
		w.Close()
		got := <-all
		os.Stdout = before
		problem := recover()
		if problem == nil && !finished {
			problem = errGoexit
		}
		ok = judge(example, got, problem, spent)
		if problem != nil {
			panic(problem)
		}
	}()
	example.F()
	finished = true
	return
}

func judge(example InternalExample, got string, problem any, spent time.Duration) bool {
	got, want := strings.TrimSpace(got), strings.TrimSpace(example.Output)
	differs := got != want
	if example.Unordered {
		differs = sortedLines(got) != sortedLines(want)
	}
	switch {
	case differs && problem == nil:
		how := ""
		if example.Unordered {
			how = " (unordered)"
		}
		fmt.Printf("--- FAIL: %s (%s)\ngot:\n%s\nwant%s:\n%s\n", example.Name, seconds(spent), got, how, want)
	case problem != nil:
		fmt.Printf("--- FAIL: %s (%s)\n", example.Name, seconds(spent))
	case Verbose():
		fmt.Printf("--- PASS: %s (%s)\n", example.Name, seconds(spent))
	}
	return !differs && problem == nil
}

func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
