// A panic that nobody recovers ends the program, whichever goroutine it is in; a recovered one ends nothing.
// exit: 2
// stderr: panic: from a goroutine
package main

import (
	"fmt"
	"time"
)

func guarded(n int, done chan<- string) {
	defer func() {
		if r := recover(); r != nil {
			done <- fmt.Sprint("recovered: ", r)
		}
	}()
	var p *int
	if n == 1 {
		fmt.Println(*p)
	}
	var a []int
	fmt.Println(a[n])
}

func main() {
	done := make(chan string)
	for i := range 2 {
		go guarded(i, done)
		fmt.Println(<-done)
	}
	go func() {
		defer fmt.Println("deferred runs")
		panic("from a goroutine")
	}()
	time.Sleep(time.Second)
	fmt.Println("not reached")
}
