package main

import (
	"fmt"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (a byAge) Len() int           { return len(a) }
func (a byAge) Less(i, j int) bool { return a[i].age < a[j].age }
func (a byAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

func main() {
	people := []person{{"Bob", 31}, {"John", 42}, {"Michael", 17}, {"Jenny", 26}, {"Ann", 31}}
	sort.Sort(byAge(people))
	fmt.Println(people, sort.IsSorted(byAge(people)))
	sort.Sort(sort.Reverse(byAge(people)))
	fmt.Println(people)
	sort.Slice(people, func(i, j int) bool { return people[i].name < people[j].name })
	fmt.Println(people)
	sort.SliceStable(people, func(i, j int) bool { return people[i].age/10 < people[j].age/10 })
	fmt.Println(people, sort.SliceIsSorted(people, func(i, j int) bool { return people[i].age/10 < people[j].age/10 }))
	// A large input with many ties: the order of ties is Go's.
	pairs := make([][2]int, 5000)
	x := uint32(1)
	for i := range pairs {
		x = x*1664525 + 1013904223
		pairs[i] = [2]int{int(x>>16) % 100, i}
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i][0] < pairs[j][0] })
	sum := 0
	for i, p := range pairs {
		sum = (sum*31 + i*p[1]) % 1000003
	}
	fmt.Println(sum, pairs[0], pairs[4999])
	ints := []int{5, 2, 6, 3, 1, 4}
	sort.Ints(ints)
	fmt.Println(ints, sort.SearchInts(ints, 4), sort.SearchInts(ints, 10))
	strs := []string{"Go", "Bravo", "Gopher", "Alpha"}
	sort.Strings(strs)
	fmt.Println(strs, sort.SearchStrings(strs, "Go"))
	fs := sort.Float64Slice{5.2, -1.3, 0.7, 3.8}
	fs.Sort()
	fmt.Println(fs, fs.Search(3.8))
	i := sort.Search(100, func(i int) bool { return i*i >= 50 })
	fmt.Println(i)
	fmt.Println(sort.Find(len(strs), func(i int) int {
		if strs[i] == "Go" {
			return 0
		}
		if strs[i] < "Go" {
			return 1
		}
		return -1
	}))
	keys := make([]int, 3000)
	for i := range keys {
		keys[i] = (i * 7919) % 3001
	}
	sort.Stable(sort.IntSlice(keys))
	fmt.Println(sort.IntsAreSorted(keys), keys[:3])
}
