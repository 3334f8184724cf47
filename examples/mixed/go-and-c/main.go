// Go and C in one module and one memory: the .c files of this folder are compiled by clang into the module "c", whose
// exported functions the functions without bodies below import. Pointers into Go's memory are pointers in C.
//
//	weft run examples/mixed/go-and-c
package main

import (
	"fmt"
	"unsafe"
)

//go:wasmimport c sort_numbers
func sortNumbers(numbers *int32, count int32)

//go:wasmimport c adler32
func adler32(data *byte, length int32) uint32

//go:wasmimport c describe
func describe(number float64) *byte

//go:wasmimport c length
func length(text *byte) int32

//go:wasmimport c release
func release(text *byte)

// goString copies C's text.
func goString(text *byte) string {
	return string(unsafe.Slice(text, length(text)))
}

func main() {
	numbers := []int32{42, -7, 100, 3, 0, 99}
	sortNumbers(&numbers[0], int32(len(numbers)))
	fmt.Println(numbers)

	data := []byte("Wikipedia")
	fmt.Printf("%08x\n", adler32(&data[0], int32(len(data))))

	text := describe(2.71828)
	fmt.Println(goString(text))
	release(text)

	// Both languages ask the same memory for more.
	var kept [][]byte
	total := 0
	for i := range 200 {
		kept = append(kept, make([]byte, 50_000))
		text := describe(float64(i) / 7)
		total += len(goString(text))
		if i%2 == 0 {
			release(text)
		}
	}
	fmt.Println(len(kept), total)
}
