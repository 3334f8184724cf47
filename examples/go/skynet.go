// Skynet: a tree of goroutines, ten children each, whose one million leaves send their number up to be summed.
// Every goroutine is a WasmFX continuation on a stack of its own; the sum of 0..999999 is 499999500000.
package main

import "fmt"

func skynet(result chan<- int, num, size, div int) {
	if size == 1 {
		result <- num
		return
	}
	children := make(chan int, div)
	for i := range div {
		go skynet(children, num+i*(size/div), size/div, div)
	}
	sum := 0
	for range div {
		sum += <-children
	}
	result <- sum
}

func main() {
	result := make(chan int)
	go skynet(result, 0, 1_000_000, 10)
	fmt.Println(<-result)
}
