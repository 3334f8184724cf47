package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	c := maps.Clone(m)
	c["four"] = 4
	fmt.Println(maps.Equal(m, c), len(m), len(c))
	maps.DeleteFunc(c, func(k string, v int) bool { return v%2 == 0 })
	fmt.Println(c)
	maps.Copy(c, map[string]int{"ten": 10})
	fmt.Println(c)
	fmt.Println(maps.Collect(slices.All([]string{"a", "b"})))
	maps.Insert(c, maps.All(map[string]int{"x": -1}))
	fmt.Println(c, maps.EqualFunc(m, c, func(a, b int) bool { return a == b }))
	fmt.Println(slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Compare(len(a), len(b))*10 + strings.Compare(a, b) }))
	var none map[int]int
	fmt.Println(maps.Clone(none) == nil)
}
