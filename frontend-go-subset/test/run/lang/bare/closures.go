// Closures share variables with the function around them; every iteration of a loop has its own.
//
// stderr: counter 1 2 1
// stderr: shared 101 2
// stderr: compose 144
// stderr: fib 0 fib 1 fib 1 fib 2 fib 3 fib 5 fib 8 fib 13 fib 21 fib 34
// stderr: per iteration 10 20 11 12
// stderr: changed in body 1 3 5
// stderr: range a0 b1
// stderr: named results 42 set
// stderr: recursive 1307674368000
// stderr: inner 102
// stderr: outer 1 2
// stderr: pointer 3
// stderr: array 20
// stderr: value 5 2
// stderr: nil true true

package main

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func adder(n int) func(int) int { return func(x int) int { return x + n } }

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func results() (n int, err string) {
	set := func() { n, err = 42, "set" }
	set()
	return
}

var global = func() int { return adder(1)(1) }()

func main() {
	next, jump := counter()
	other, _ := counter()
	println("counter", next(), next(), other())
	jump()
	println("shared", next(), other())
	println("compose", compose(adder(1), adder(10), func(x int) int { return x * x })(1))
	f := fib()
	for range 10 {
		print("fib ", f(), " ")
	}
	print("\n")
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	println("per iteration", fs[0](), fs[0](), fs[1](), fs[2]())
	var gs []func() int
	for i := 0; i < 6; i++ {
		gs = append(gs, func() int { return i })
		i++
	}
	println("changed in body", gs[0](), gs[1](), gs[2]())
	var hs []func() string
	for i, s := range []string{"a", "b"} {
		hs = append(hs, func() string { return s + string(rune('0'+i)) })
	}
	println("range", hs[0](), hs[1]())
	n, s := results()
	println("named results", n, s)
	var factorial func(int) int
	factorial = func(n int) int {
		if n <= 1 {
			return 1
		}
		return n * factorial(n-1)
	}
	println("recursive", factorial(15))
	x := 1
	func() {
		x := x
		x++
		func() { x += 100 }()
		println("inner", x)
	}()
	println("outer", x, global)
	p := &x
	inc := func() { *p++ }
	inc()
	inc()
	println("pointer", x)
	arr := [3]int{1, 2, 3}
	set := func(i, v int) { arr[i] = v }
	set(1, 20)
	println("array", arr[1])
	fn := adder
	println("value", fn(2)(3), func(a, b int) int { return a - b }(5, 3))
	var nilFunc func()
	println("nil", nilFunc == nil, fn != nil)
}
