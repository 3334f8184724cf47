// Deferred calls: order, early arguments, named results, recover, re-panic.
//
// stderr: order body
// stderr: order 3
// stderr: order 2
// stderr: order 1
// stderr: order 0
// stderr: late 2
// stderr: early 1
// stderr: named 14
// stderr: no panic
// stderr: string boom
// stderr: int
// stderr: error runtime error: index out of range [3] with length 0
// stderr: inner first
// stderr: string second
// stderr: close three
// stderr: show one
// stderr: close two
// stderr: string bottom 50
// stderr: nested recover true
// stderr: loop -ab-c
// stderr: true
// stderr: before nil call
// stderr: error runtime error: invalid memory address or nil pointer dereference

package main

func order() {
	for i := range 4 {
		defer println("order", i)
	}
	println("order body")
}

func early() {
	x := 1
	defer println("early", x)
	defer func() { println("late", x) }()
	x = 2
}

func named() (n int) {
	defer func() { n *= 2 }()
	defer func() { n += 3 }()
	return 4
}

func safe(f func()) (msg string) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			msg = "no panic"
		case string:
			msg = "string " + r
		case error:
			msg = "error " + r.Error()
		case int:
			msg = "int"
		}
	}()
	f()
	return "returned"
}

func again() {
	defer func() {
		r := recover()
		println("inner", r.(string))
		panic("second")
	}()
	panic("first")
}

type resource struct{ name string }

func (r *resource) close() { println("close", r.name) }
func (r resource) show()   { println("show", r.name) }

func methods() {
	r := &resource{"one"}
	defer r.close()
	defer r.show()
	r.name = "two"
	r = &resource{"three"}
	defer r.close()
}

func deep(n int) {
	if n == 0 {
		panic("bottom")
	}
	defer func() { unwound++ }()
	deep(n - 1)
}

var unwound int

func nothing() {
	defer func() {
		defer func() { println("nested recover", recover() == nil) }()
	}()
	defer func() { recover() }()
	panic(1)
}

func loop() (s string) {
	for i := 0; i < 3; i++ {
		func() {
			defer func() { s += string(rune('a' + i)) }()
			if i == 1 {
				return
			}
			s += "-"
		}()
	}
	return
}

func main() {
	order()
	early()
	println("named", named())
	println(safe(func() {}))
	println(safe(func() { panic("boom") }))
	println(safe(func() { panic(7) }))
	println(safe(func() {
		var a []int
		_ = a[3]
	}))
	println(safe(again))
	methods()
	println(safe(func() { deep(50) }), unwound)
	nothing()
	println("loop", loop())
	println(recover() == nil)
	var f func()
	println(safe(func() { defer f(); println("before nil call") }))
}
