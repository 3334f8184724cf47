// An uncaught panic with an int.
// exit: 2
// stderr: panic: 42
package main

import "fmt"

func main() {
	for _, v := range []any{int8(-3), 2.5, true, 'x', "text", complex(1, -2), uint64(1) << 63} {
		func() {
			defer func() { fmt.Printf("%T %v\n", v, recover()) }()
			panic(v)
		}()
	}
	panic(42)
}
