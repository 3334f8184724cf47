// The smallest program: weft run examples/go/hello.go
package main

import "fmt"

func main() {
	fmt.Println("hello, WasmFX")
}
