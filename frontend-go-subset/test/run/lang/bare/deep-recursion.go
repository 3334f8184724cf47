// Recursion 100,000 calls deep in a goroutine, with values on every frame that are checked on the way back.
//
// native only: V8's stacks have less than a megabyte
//
// stderr: sum 150003
// stderr: main 50003
// stderr: even true
// stderr: ackermann 603
// stderr: many 100190

package main

type node struct {
	next  *node
	value int
}

func depth(n int, parent *int) int {
	if n == 0 {
		return *parent
	}
	local := n * 3
	r := depth(n-1, &local)
	if local != n*3 {
		panic("local changed")
	}
	return r + local%2
}

func build(n int) *node {
	if n == 0 {
		return nil
	}
	me := &node{value: n}
	me.next = build(n - 1)
	return me
}

func (l *node) length() int {
	if l == nil {
		return 0
	}
	return 1 + l.next.length()
}

func even(n int) bool {
	if n == 0 {
		return true
	}
	return odd(n - 1)
}

func odd(n int) bool {
	if n == 0 {
		return false
	}
	return even(n - 1)
}

func ackermann(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func main() {
	done := make(chan int)
	go func() {
		start := 5
		done <- depth(100000, &start)
	}()
	go func() { done <- build(100000).length() }()
	x, y := <-done, <-done
	println("sum", x+y)
	start := 1
	println("main", depth(100000, &start))
	println("even", even(100000))
	println("ackermann", ackermann(2, 300))
	for i := range 20 {
		go func() { done <- build(5000 + i).length() }()
	}
	total := 0
	for range 20 {
		total += <-done
	}
	println("many", total)
}
