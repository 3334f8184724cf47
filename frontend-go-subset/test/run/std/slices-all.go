package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type item struct {
	name string
	rank int
}

func main() {
	s := []int{3, 1, 4, 1, 5, 9, 2, 6}
	t := slices.Clone(s)
	slices.Sort(t)
	fmt.Println(s, t, slices.IsSorted(t), slices.Max(s), slices.Min(s))
	fmt.Println(slices.BinarySearch(t, 5))
	fmt.Println(slices.BinarySearch(t, 7))
	fmt.Println(slices.Index(s, 4), slices.Contains(s, 9), slices.IndexFunc(s, func(i int) bool { return i > 4 }))
	fmt.Println(slices.Insert(slices.Clone(s), 2, 100, 200), slices.Delete(slices.Clone(s), 1, 4), slices.Replace(slices.Clone(s), 0, 2, 7, 8, 9))
	fmt.Println(slices.Compact(slices.Clone(t)), slices.Equal(s, t), slices.Compare(s, t))
	slices.Reverse(t)
	fmt.Println(t, slices.Concat(s[:2], t[:2]), slices.Repeat([]string{"a"}, 3))
	items := []item{{"x", 2}, {"y", 1}, {"z", 2}, {"w", 1}}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.rank, b.rank) })
	fmt.Println(items)
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(-cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name))
	})
	fmt.Println(items)
	fmt.Println(slices.MaxFunc(items, func(a, b item) int { return cmp.Compare(a.name, b.name) }))
	for i, v := range slices.Backward([]string{"a", "b", "c"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for chunk := range slices.Chunk(s, 3) {
		fmt.Print(chunk, " ")
	}
	fmt.Println(slices.Collect(slices.Values(s)), slices.Sorted(slices.Values(s)))
	u := slices.DeleteFunc(slices.Clone(s), func(i int) bool { return i%2 == 1 })
	fmt.Println(u, len(slices.Grow(u, 10)), cap(slices.Grow(u, 10)) >= 13, cap(slices.Clip(u)) == len(u))
	big := make([]uint16, 10000)
	x := uint32(7)
	for i := range big {
		x = x*1664525 + 1013904223
		big[i] = uint16(x >> 16)
	}
	slices.Sort(big)
	fmt.Println(slices.IsSorted(big), big[0], big[9999], big[5000])
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Insert([]int{1}, 5, 2)
	}()
}
