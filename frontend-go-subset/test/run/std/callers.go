// runtime.Caller, Callers, CallersFrames and FuncForPC: functions and lines of calls under way, also of inlined ones, of
// function literals, methods, generic functions, deferred functions of a panic.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

func here() string {
	_, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(filepath.Base(file), ":", line, " ", ok)
}

// names lists the functions of package main that are being called, with their lines.
func names(skip int) string {
	pcs := make([]uintptr, 50)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip+2, pcs)])
	var list []string
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "main.") {
			list = append(list, fmt.Sprint(strings.TrimPrefix(frame.Function, "main."), ":", frame.Line))
		}
		if !more {
			return strings.Join(list, " ")
		}
	}
}

type tree struct {
	left, right *tree
}

func (t *tree) walk(visit func(*tree)) {
	if t == nil {
		return
	}
	t.left.walk(visit)
	visit(t)
	t.right.walk(visit)
}

type value int

func (v value) show() string { return names(0) }

type shower interface{ show() string }

func apply[T, R any](x T, f func(T) R) R {
	return f(x)
}

type pair[A any] struct{ a A }

func (p pair[A]) where() string { return names(0) }

func small() string { return names(0) }
func smaller() string {
	return small()
}

func failing(depth int) {
	if depth > 0 {
		failing(depth - 1)
		return
	}
	var list []int
	_ = list[depth+3]
}

func recovered() (where string) {
	defer func() {
		if recover() != nil {
			where = names(0)
		}
	}()
	failing(2)
	return
}

var global = func() string { return names(0) }()

func main() {
	fmt.Println(here())
	fmt.Println(
		names(0),
	)
	fmt.Println(global)
	root := &tree{&tree{nil, &tree{}}, nil}
	root.walk(func(t *tree) {
		if t.left == nil && t.right == nil {
			fmt.Println(names(0))
		}
	})
	// With defer, so that gc does not inline them, which would rename them.
	func() {
		defer fmt.Println("outer")
		func() {
			defer fmt.Println("inner")
			fmt.Println(names(0))
		}()
	}()
	var s shower = value(1)
	fmt.Println(s.show())
	f := s.show
	fmt.Println(f())
	fmt.Println(apply(3, func(n int) string { return names(0) }))
	fmt.Println(pair[string]{}.where())
	fmt.Println(smaller())
	fmt.Println(recovered())
	for i := range func(yield func(int) bool) { yield(7) } {
		fmt.Println(i, here())
	}
	done := make(chan string)
	go func() { done <- names(0) }()
	fmt.Println(<-done)

	pc, _, _, _ := runtime.Caller(0)
	fn := runtime.FuncForPC(pc)
	file, line := fn.FileLine(pc)
	fmt.Println(fn.Name(), filepath.Base(file), line)
	_, _, _, ok := runtime.Caller(1000)
	fmt.Println(ok, runtime.Callers(1000, make([]uintptr, 3)))

	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.Print("short")
	log.Println("short", "too")
	logger := log.New(os.Stdout, "prefix ", log.Lshortfile|log.Lmsgprefix)
	logger.Printf("%v", errors.New("an error"))

	buf := make([]byte, 1<<16)
	lines := strings.Split(string(buf[:runtime.Stack(buf, false)]), "\n")
	fmt.Println(lines[0], lines[1])
}
