// Run-time errors as recovered values: each has Go's text.
//
// stderr: index: runtime error: index out of range [5] with length 3 true
// stderr: index negative: runtime error: index out of range [-1] true
// stderr: array: runtime error: index out of range [5] with length 4 true
// stderr: string: runtime error: index out of range [5] with length 3 true
// stderr: uint64 index: runtime error: index out of range [1099511627776] with length 3 true
// stderr: slice high: runtime error: slice bounds out of range [:5] with capacity 3 true
// stderr: slice order: runtime error: slice bounds out of range [3:2] true
// stderr: slice low: runtime error: slice bounds out of range [5:3] true
// stderr: slice negative: runtime error: slice bounds out of range [-1:] true
// stderr: slice string: runtime error: slice bounds out of range [:5] with length 3 true
// stderr: slice string low: runtime error: slice bounds out of range [5:3] true
// stderr: slice array: runtime error: slice bounds out of range [5:4] true
// stderr: slice max: runtime error: slice bounds out of range [::5] with capacity 3 true
// stderr: slice max order: runtime error: slice bounds out of range [:3:2] true
// stderr: slice low max: runtime error: slice bounds out of range [3:2:] true
// stderr: divide: runtime error: integer divide by zero true
// stderr: remainder: runtime error: integer divide by zero true
// stderr: unsigned divide: runtime error: integer divide by zero true
// stderr: nil map: assignment to entry in nil map true
// stderr: nil pointer read: runtime error: invalid memory address or nil pointer dereference true
// stderr: nil pointer write: runtime error: invalid memory address or nil pointer dereference true
// stderr: nil method: runtime error: invalid memory address or nil pointer dereference true
// stderr: nil func: runtime error: invalid memory address or nil pointer dereference true
// stderr: assert type: interface conversion: interface {} is string, not int true
// stderr: assert nil: interface conversion: interface {} is nil, not int true
// stderr: assert interface: interface conversion: main.square is not main.other: missing method perimeter true
// stderr: assert nil interface: interface conversion: interface is nil, not main.shape true
// stderr: assert nil shape: interface conversion: main.shape is nil, not main.square true
// stderr: compare slices: runtime error: comparing uncomparable type []int true
// stderr: compare funcs: runtime error: comparing uncomparable type func(string, func()) true
// stderr: compare structs: runtime error: comparing uncomparable type struct { f []int } true
// stderr: map key: runtime error: hash of unhashable type []int true
// stderr: make negative: runtime error: makeslice: len out of range true
// stderr: make cap: runtime error: makeslice: cap out of range true
// stderr: make chan: makechan: size out of range true
// stderr: close nil: close of nil channel true
// stderr: close twice: close of closed channel true
// stderr: send closed: send on closed channel true
// stderr: to array: runtime error: cannot convert slice with length 3 to array or pointer to array with length 4 true
// stderr: to array pointer: runtime error: cannot convert slice with length 3 to array or pointer to array with length 4 true
// stderr: shift: runtime error: negative shift amount true
// stderr: custom: mine false
// stderr: nil panic: panic called with nil argument true
// stderr: string panic: not an error

package main

type shape interface{ area() int }
type other interface{ perimeter() int }
type square struct{}

func (square) area() int { return 1 }

type myError struct{}

func (*myError) Error() string { return "mine" }

func try(name string, f func()) {
	defer func() {
		r := recover()
		if err, ok := r.(error); ok {
			_, isRuntime := r.(interface{ RuntimeError() })
			println(name+":", err.Error(), isRuntime)
		} else {
			println(name + ": not an error")
		}
	}()
	f()
	println(name, "did not panic")
}

func main() {
	s := []int{1, 2, 3}
	a := [4]int{}
	str := "abc"
	i, j, minus := 5, 2, -1
	zero := 0
	var m map[string]int
	var p *struct{ x, y int }
	var v any = "text"
	var none any
	var sh shape = square{}
	var nilShape shape
	try("index", func() { println(s[i]) })
	try("index negative", func() { println(s[minus]) })
	try("array", func() { println(a[i]) })
	try("string", func() { println(str[i]) })
	try("uint64 index", func() { println(s[uint64(1)<<40]) })
	try("slice high", func() { println(len(s[:i])) })
	try("slice order", func() { println(len(s[j+1 : j])) })
	try("slice low", func() { println(len(s[i:])) })
	try("slice negative", func() { println(len(s[minus:])) })
	try("slice string", func() { println(str[j:i]) })
	try("slice string low", func() { println(str[i:]) })
	try("slice array", func() { println(len(a[i:])) })
	try("slice max", func() { println(len(s[:1:i])) })
	try("slice max order", func() { println(len(s[:3:j])) })
	try("slice low max", func() { println(len(s[3:j:3])) })
	try("divide", func() { println(1 / zero) })
	try("remainder", func() { println(int8(1) % int8(zero)) })
	try("unsigned divide", func() { println(uint64(1) / uint64(zero)) })
	try("nil map", func() { m["a"] = 1 })
	try("nil pointer read", func() { println(p.y) })
	try("nil pointer write", func() { p.x = 1 })
	try("nil method", func() { println(nilShape.area()) })
	try("nil func", func() { var f func(); f() })
	try("assert type", func() { println(v.(int)) })
	try("assert nil", func() { println(none.(int)) })
	try("assert interface", func() { println(sh.(other).perimeter()) })
	try("assert nil interface", func() { println(none.(shape).area()) })
	try("assert nil shape", func() { println(nilShape.(square).area()) })
	try("compare slices", func() { println(any(s) == any(s)) })
	try("compare funcs", func() { println(any(try) == any(try)) })
	try("compare structs", func() { println(any(struct{ f []int }{}) == any(struct{ f []int }{})) })
	try("map key", func() { println(map[any]int{1: 1}[any(s)]) })
	try("make negative", func() { println(len(make([]int, minus))) })
	try("make cap", func() { println(len(make([]int, 3, j))) })
	try("make chan", func() { println(cap(make(chan int, minus))) })
	try("close nil", func() { var c chan int; close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("to array", func() { x := [4]int(s); println(x[0]) })
	try("to array pointer", func() { x := (*[4]int)(s); println(x[0]) })
	try("shift", func() { println(1 << minus) })
	try("custom", func() { panic(&myError{}) })
	try("nil panic", func() { panic(nil) })
	try("string panic", func() { panic("no error") })
}
