// Assigning to a map under an equal key keeps the new key: its bits, and for strings its bytes, may be others.
package main

import (
	"fmt"
	"math"
	"strings"
	"unsafe"
)

type pair struct {
	name string
	n    int
}

func same(a, b string) bool { return unsafe.StringData(a) == unsafe.StringData(b) }

func main() {
	long := strings.Repeat("key and much more;", 1000)
	part, own := long[:3], strings.Clone("key")

	names := map[string]int{part: 1}
	names[own]++
	for k, v := range names {
		fmt.Println(k, v, same(k, own), same(k, part))
	}
	delete(names, part)
	fmt.Println(len(names))

	pairs := map[pair]int{{part, 1}: 1}
	pairs[pair{own, 1}] += 2
	for k, v := range pairs {
		fmt.Println(k, v, same(k.name, own))
	}

	values := map[any]bool{part: false}
	values[own] = true
	for k, v := range values {
		fmt.Println(k, v, same(k.(string), own))
	}

	zeros := map[float64]string{0: "plus"}
	zeros[math.Copysign(0, -1)] = "minus"
	for k, v := range zeros {
		fmt.Println(v, math.Signbit(k))
	}
}
