// The trace of an uncaught panic: functions and lines, the innermost first.
// exit: 2
// stderr: panic: runtime error: invalid memory address or nil pointer dereference
// stderr: goroutine 1 [running]:
// stderr: main.(*node).last(
// stderr: trace.go:26 +0x
// stderr: main.(*node).last(
// stderr: trace.go:28 +0x
// stderr: main.main.func1.1(
// stderr: trace.go:40 +0x
// stderr: main.each[...](
// stderr: trace.go:33 +0x
// stderr: main.main.func1(
// stderr: trace.go:40 +0x
// stderr: main.main()
// stderr: trace.go:42 +0x
package main

type node struct {
	next *node
	n    int
}

func (p *node) last(k int) int {
	if k == 0 {
		return p.next.next.n
	}
	return p.next.last(k-1) + 1
}

func each[T any](list []T, f func(T) int) (sum int) {
	for _, x := range list {
		sum += f(x)
	}
	return
}

func main() {
	defer func() {
		each([]*node{{next: &node{next: &node{}}}}, func(p *node) int { return p.last(1) })
	}()
}
