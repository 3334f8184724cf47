// A Go program that uses coroutines written by hand in WebAssembly text: coroutine.wat beside it becomes the module
// "coroutine", whose exports the functions without bodies below import. Linked, everything is one module.
//
//	weft run examples/mixed/coroutine
package main

import (
	"fmt"
	"iter"
	"sync"
)

//go:wasmimport coroutine count
func count(from, to int64) int32

//go:wasmimport coroutine fibonacci
func fibonacci(limit int64) int32

//go:wasmimport coroutine evens
func evens(generator int32) int32

//go:wasmimport coroutine next
func next(generator int32) int32

//go:wasmimport coroutine value
func value() int64

// numbers lets a range loop run a generator.
func numbers(generator int32) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for next(generator) != 0 {
			if !yield(value()) {
				return
			}
		}
	}
}

func main() {
	for n := range numbers(fibonacci(50)) {
		fmt.Print(n, " ")
	}
	fmt.Println()

	// A coroutine that reads a coroutine.
	for n := range numbers(evens(fibonacci(1000))) {
		fmt.Print(n, " ")
	}
	fmt.Println()

	// Two at a time.
	a, b := count(0, 5), count(100, 200)
	for next(a) != 0 {
		x := value()
		next(b)
		fmt.Print(x, "+", value(), " ")
	}
	fmt.Println()

	// Goroutines are continuations too: each of these runs a generator of its own.
	results := make([]int64, 4)
	var wait sync.WaitGroup
	for i := range results {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for n := range numbers(count(0, int64(i+1)*10)) {
				results[i] += n
			}
		}()
	}
	wait.Wait()
	fmt.Println(results)
}
