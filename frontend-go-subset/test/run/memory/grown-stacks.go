// Goroutines that end after a deep recursion: others that take their places, or the memory of their first stacks, keep
// what they hold.
package main

import (
	"fmt"
	"runtime"
)

type node struct {
	next  *node
	value int
}

// deep keeps a pointer per level alive across the call below it.
func deep(n int) *node {
	here := &node{value: n}
	if n > 0 {
		here.next = deep(n - 1)
	}
	runtime.KeepAlive(here)
	return here
}

// sum keeps its pointers on the stack only.
func sum(n int, wait chan bool, ready chan<- bool) int {
	here := &node{value: n}
	if n == 0 {
		ready <- true
		<-wait
		return 0
	}
	s := sum(n-1, wait, ready)
	return s + here.value
}

func garbage() {
	runtime.GC()
	for i := 0; i < 2000; i++ {
		deep(5)
	}
}

func main() {
	right, wrong := 0, 0
	for round := 0; round < 20; round++ {
		ended := make(chan bool, 100)
		for i := 0; i < 50; i++ {
			go func() { deep(1000); ended <- true }()
		}
		for i := 0; i < 50; i++ {
			<-ended
		}
		wait, ready, results := make(chan bool), make(chan bool), make(chan int)
		for i := 0; i < 100; i++ {
			go func() { results <- sum(8, wait, ready) }()
		}
		for i := 0; i < 100; i++ {
			<-ready
		}
		garbage()
		close(wait)
		for i := 0; i < 100; i++ {
			if <-results == 36 {
				right++
			} else {
				wrong++
			}
		}
	}
	fmt.Println(right, wrong)
}
