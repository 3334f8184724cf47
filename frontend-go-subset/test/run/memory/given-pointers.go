// Pointers given away as numbers stay alive until the function that asks for that returns.
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

var ended = make(chan string, 10)

func object(name string) unsafe.Pointer {
	s := name
	runtime.SetFinalizer(&s, func(p *string) { ended <- *p; *p = "gone" })
	return unsafe.Pointer(&s)
}

func churn() {
	for range 3 {
		runtime.GC()
	}
}

//go:noinline
//go:uintptrescapes
func read(first uintptr, rest ...uintptr) string {
	churn()
	text := *(*string)(unsafe.Pointer(first))
	for _, p := range rest {
		text += " " + *(*string)(unsafe.Pointer(p))
	}
	return text
}

type reader struct{ prefix string }

//go:noinline
//go:uintptrescapes
func (r reader) show(done chan<- bool, p uintptr) {
	churn()
	fmt.Println(r.prefix, *(*string)(unsafe.Pointer(p)))
	if done != nil {
		done <- true
	}
}

func names(n int) int {
	seen := 0
	for range 50 {
		runtime.GC()
		for len(ended) > 0 {
			<-ended
			seen++
		}
		if seen >= n {
			break
		}
	}
	return seen
}

func main() {
	fmt.Println(read(uintptr(object("a")), uintptr(object("b")), uintptr(object("c"))))
	fmt.Println(names(3))

	done := make(chan bool)
	go reader{"go"}.show(done, uintptr(object("d")))
	<-done
	func() {
		defer reader{"defer"}.show(nil, uintptr(object("e")))
		churn()
	}()
	func() {
		for i := range 2 {
			defer reader{"loop"}.show(nil, uintptr(object(fmt.Sprint("f", i))))
		}
	}()
	fmt.Println(names(4))
}
