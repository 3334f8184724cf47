// Package variables are initialised by dependency, then init functions run in order, then main.
//
// stderr: init c 1
// stderr: init d 3
// stderr: init f 4
// stderr: pair
// stderr: init blank 0
// stderr: init hidden 9
// stderr: init thing 5
// stderr: init late 21
// stderr: init arr0 0
// stderr: init arr1 1
// stderr: first init 5 4 1 4
// stderr: second init 100
// stderr: third init
// stderr: main 100 4 1 4 2 two
// stderr: rest 9 14 42 21 2

package main

var (
	a = c + b
	b = f()
	c = trace("c", 1)
	d = trace("d", 3)
)

var x, y = pair()

var _ = trace("blank", 0)

var table = map[string]func() int{"get": get}

var hidden = trace("hidden", 9)

var viaMethod = t.value()

var t = thing{trace("thing", 5)}

var closure = func() int { return late * 2 }()

var late = trace("late", 21)

var arr = [...]int{trace("arr0", 0), trace("arr1", 1)}

type thing struct{ n int }

func (t thing) value() int { return t.n + hidden }

func get() int { return hidden }

func f() int {
	d++
	return trace("f", d)
}

func pair() (int, string) { println("pair"); return 2, "two" }

func trace(name string, v int) int {
	println("init", name, v)
	return v
}

func init() {
	println("first init", a, b, c, d)
	a = 100
}

func init() {
	println("second init", a)
}

func main() {
	println("main", a, b, c, d, x, y)
	println("rest", table["get"](), viaMethod, closure, late, len(arr))
}

func init() {
	println("third init")
}
