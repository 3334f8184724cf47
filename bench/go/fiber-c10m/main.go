// n connections, 10,000 of them live at a time: a goroutine each, which waits once and then uses 32 KiB of its stack. An
// operation is one connection.
package main

import "bench/stopwatch"

const live = 10000

//go:noinline
func useStack(request int) int {
	var space [32 << 10]byte
	for i := 0; i < len(space); i += 4096 {
		space[i] = byte(request)
	}
	if space[request&7*4096] != byte(request) {
		return 0
	}
	return 1
}

func connection(requests <-chan int, answers chan<- int) {
	answers <- useStack(<-requests)
}

func main() {
	n := stopwatch.Size()
	var waiting [live]chan int
	for i := range waiting {
		waiting[i] = make(chan int)
	}
	answers := make(chan int)
	served := 0
	stopwatch.Start()
	for i := range n + live {
		slot := waiting[i%live]
		if i >= live {
			slot <- i
			served += <-answers
		}
		if i < n {
			go connection(slot, answers)
		}
	}
	stopwatch.StopInt(n, served)
}
