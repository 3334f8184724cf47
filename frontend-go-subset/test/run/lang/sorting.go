// sort and slices: stability, custom orders, searching, multi-key, interfaces.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

type less func(a, b *person) bool

type multi struct {
	people []person
	keys   []less
}

func (m multi) Len() int      { return len(m.people) }
func (m multi) Swap(i, j int) { m.people[i], m.people[j] = m.people[j], m.people[i] }
func (m multi) Less(i, j int) bool {
	a, b := &m.people[i], &m.people[j]
	for _, k := range m.keys {
		if k(a, b) {
			return true
		}
		if k(b, a) {
			return false
		}
	}
	return false
}

func random(n int) []int {
	out := make([]int, n)
	x := uint32(12345)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = int(x >> 8 % 1000)
	}
	return out
}

func main() {
	people := []person{{"Ann", 30}, {"Bob", 25}, {"Cat", 30}, {"Dan", 25}, {"Eve", 35}}
	stable := slices.Clone(people)
	sort.Stable(byAge(stable))
	fmt.Println(stable)
	sort.Sort(sort.Reverse(byAge(stable[:2])))
	byName := func(a, b *person) bool { return a.name > b.name }
	age := func(a, b *person) bool { return a.age < b.age }
	m := multi{slices.Clone(people), []less{age, byName}}
	sort.Sort(m)
	fmt.Println(m.people, sort.IsSorted(m))
	slices.SortFunc(people, func(a, b person) int {
		return cmp.Or(-cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(people)
	xs := random(10000)
	ys := slices.Clone(xs)
	sort.Ints(xs)
	slices.Sort(ys)
	fmt.Println(slices.Equal(xs, ys), slices.IsSorted(xs), xs[0] <= xs[5000], len(slices.Compact(ys)) <= 10000)
	i := sort.SearchInts(xs, xs[777])
	j, found := slices.BinarySearch(xs, -1)
	fmt.Println(xs[i] == xs[777], j, found, sort.Search(1000, func(i int) bool { return i*i >= 500 }))
	words := strings.Fields("delta Alpha charlie bravo echo")
	sort.Strings(words)
	fmt.Println(words)
	sort.Slice(words, func(i, j int) bool { return strings.ToLower(words[i]) < strings.ToLower(words[j]) })
	fmt.Println(words)
	slices.Reverse(words)
	fmt.Println(words, slices.Index(words, "echo"), slices.Contains(words, "zulu"), slices.Max([]float64{1, 2.5, -3}), slices.Min(words))
	fs := []float64{2.5, -1, 0, 1e9}
	sort.Sort(sort.Reverse(sort.Float64Slice(fs)))
	fmt.Println(fs, slices.Insert([]int{1, 4}, 1, 2, 3), slices.Delete([]int{0, 1, 2, 3}, 1, 3))
	counts := map[string]int{"x": 3, "y": 1, "z": 3}
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	fmt.Println(keys, slices.Sorted(maps.Values(counts)))
	idx := make([]int, len(words))
	for i := range idx {
		idx[i] = i
	}
	slices.SortStableFunc(idx, func(a, b int) int { return len(words[a]) - len(words[b]) })
	fmt.Println(idx, slices.IndexFunc(words, func(s string) bool { return len(s) == 4 }))
	descending := random(500)
	slices.SortFunc(descending, func(a, b int) int { return b - a })
	fmt.Println(slices.IsSortedFunc(descending, func(a, b int) int { return b - a }))
}
