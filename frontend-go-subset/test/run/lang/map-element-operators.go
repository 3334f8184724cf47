// m[k] op= v and m[k]++: the element is made when it is not there, except when the operation or an operand panics.
package main

import (
	"fmt"
	"math"
)

type point struct{ x, y int }

type celsius float64

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

var trace []string

func note[T any](name string, v T) T {
	trace = append(trace, name)
	return v
}

func main() {
	counts := map[string]int{}
	for _, w := range []string{"a", "bb", "a", "", "bb", "a"} {
		counts[w]++
	}
	counts["a"] -= 10
	counts["new"]--
	fmt.Println(counts, len(counts))

	texts := map[point]string{}
	for i := range 4 {
		texts[point{i % 2, 1}] += fmt.Sprint(i) + ";"
	}
	fmt.Println(texts)

	flags := map[int8]uint8{}
	flags[-1] |= 0xf0
	flags[-1] &^= 0x30
	flags[-1] ^= 1
	flags[2] &= 7
	flags[-1] <<= 1
	flags[-1] *= 3
	fmt.Println(flags)

	degrees := map[any]celsius{}
	degrees[1.5] += 20
	degrees["x"] -= 0.25
	degrees[1.5] /= 3
	fmt.Println(degrees[1.5], degrees["x"], len(degrees))

	nans := map[float64]int{}
	nans[math.NaN()]++
	nans[math.NaN()] += 2
	sum := 0
	for _, v := range nans {
		sum += v
	}
	fmt.Println(len(nans), sum)

	complexes := map[bool]complex128{}
	complexes[true] += 1i
	complexes[true] *= 2 + 1i
	fmt.Println(complexes)

	byPointer := map[*point]int{}
	p := &point{}
	byPointer[p] += 5
	byPointer[p]++
	fmt.Println(byPointer[p], len(byPointer))

	// The right side may change the map.
	grow := map[int]int{0: 1}
	fill := func() int {
		for i := range 100 {
			grow[i] = i
		}
		return 7
	}
	grow[0] += fill()
	grow[3] += grow[5] + grow[200]
	fmt.Println(grow[0], grow[3], len(grow))

	nested := map[string]map[string]int{"a": {}}
	nested["a"]["b"]++
	nested["a"]["b"] += nested["a"]["b"]
	fmt.Println(nested)

	note("m", counts)[note("k", "z")] += note("v", 3)
	fmt.Println(trace, counts["z"])

	zero, list, none := 0, []int{1}, map[string]int(nil)
	try("division", func() { counts["no"] /= zero })
	try("remainder", func() { counts["no"] %= zero })
	try("index", func() { counts["no"] += list[len(counts)] })
	try("nil pointer", func() { var q *point; counts["no"] += q.x })
	try("nil map", func() { none["x"]++ })
	try("nil map", func() { none["x"] += 1 })
	try("key", func() { degrees[[]int{1}]++ })
	_, made := counts["no"]
	fmt.Println(made, len(degrees))
}
