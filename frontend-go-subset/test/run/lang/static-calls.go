// Tables with constant calls: what stands in the memory is the call's value, not its argument's.
package main

import (
	"fmt"
	"unsafe"
)

type row struct {
	text string
	n    int
	f    float32
}

type pair struct{ a, b int32 }

var rows = []row{
	{string(rune(65)), len("four"), float32(1) / 2},
	{string(rune(0x20ac)), min(7, 3), float32(2)},
	{string([]string{"x"}[0]), max(2, 9, 4), 0},
}

var more = [...]any{string(rune('a')), len([3]int{}), int8(-1), unsafe.Sizeof(pair{}), real(3 + 4i), complex(1, 2)}

var fixed = []row{
	{string(rune(0)), cap([5]int{}), float32(len("ab"))},
	{string('☺'), int(imag(2i)), float32(min(1.5, 0.25))},
}

type name string

var names = []name{name("n"), name(string(rune(0x7f))), name(rune(48))}

func main() {
	for _, r := range rows {
		fmt.Println(r.text, len(r.text), r.n, r.f)
	}
	for _, r := range fixed {
		fmt.Println(len(r.text), r.n, r.f)
	}
	for _, v := range more {
		switch v := v.(type) {
		case string:
			fmt.Println("string", v)
		case int:
			fmt.Println("int", v)
		case int8:
			fmt.Println("int8", v)
		case uintptr:
			fmt.Println("uintptr", v)
		case float64:
			fmt.Println("float64", v)
		case complex128:
			fmt.Println("complex128", v)
		}
	}
	for _, n := range names {
		fmt.Println(len(n), n[0])
	}
}
