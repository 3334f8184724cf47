// recover works only in a deferred function called directly by the panicking sequence.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func helper() any { return recover() }

func run(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "escaped:", r)
		}
	}()
	f()
	fmt.Println(name, "finished")
}

type handler struct{ got any }

func (h *handler) catch() { h.got = recover() }

func nested() (s string) {
	defer func() { s += fmt.Sprint(" outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint(" inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func chain() (log []string) {
	for i := range 3 {
		defer func() {
			r := recover()
			log = append(log, fmt.Sprint(i, ":", r))
			if i > 0 {
				panic(fmt.Sprint(r, i))
			}
		}()
	}
	panic("start")
}

func continues() (n int) {
	for i := range 5 {
		func() {
			defer func() {
				if recover() != nil {
					n += 10
				}
			}()
			if i%2 == 1 {
				panic(i)
			}
			n++
		}()
	}
	return
}

func try(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("runtime: %w", r)
		case error:
			err = r
		default:
			err = fmt.Errorf("%v", r)
		}
	}()
	f()
	return nil
}

var errBase = errors.New("base")

func main() {
	run("direct", func() {
		defer func() { fmt.Println("got", recover()) }()
		panic("a")
	})
	run("through helper", func() {
		defer func() { fmt.Println("helper got", helper()) }()
		panic("b")
	})
	run("deferred helper", func() {
		defer helper()
		panic("c")
	})
	run("nested literal", func() {
		defer func() { func() { recover() }() }()
		panic("d")
	})
	run("deferred in deferred", func() {
		defer func() { defer func() { fmt.Println("inner", recover()) }() }()
		panic("e")
	})
	run("before", func() {
		fmt.Println("no panic", recover())
		defer fmt.Println("printed anyway")
		panic("f")
	})
	run("twice", func() {
		defer func() { fmt.Println(recover(), recover()) }()
		panic("g")
	})
	h := &handler{}
	run("method", func() { defer h.catch(); panic("h") })
	fmt.Println(h.got)
	run("builtin", func() { defer recover(); panic("i") })
	run("method value", func() { f := h.catch; defer f(); panic("j") })
	fmt.Println(h.got)
	fmt.Println(nested())
	fmt.Println(chain())
	fmt.Println(continues())
	fmt.Println(try(func() {}), try(func() { panic(errBase) }) == errBase, try(func() { panic(3) }))
	var s []int
	err := try(func() { s[1]++ })
	var re runtime.Error
	fmt.Println(err, errors.As(err, &re))
	fmt.Println(try(func() { var p *handler; p.got = 1 }), try(func() { panic(try(func() { panic("deep") })) }))
	done := make(chan string)
	go func() {
		defer func() { done <- fmt.Sprint("goroutine ", recover()) }()
		defer fmt.Println("unwinding")
		func() { panic("k") }()
	}()
	fmt.Println(<-done)
	go func() {
		defer func() { done <- fmt.Sprint("goexit ", recover()) }()
		defer func() { recover(); fmt.Println("nothing stops Goexit") }()
		func() { runtime.Goexit() }()
		fmt.Println("never")
	}()
	fmt.Println(<-done)
}
