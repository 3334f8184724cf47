// Numbers by slices.Sort, records by sort.Slice and by sort.Sort, text by sort.Strings. An operation is one element sorted.
package main

import (
	"slices"
	"sort"
	"strconv"

	"bench/stopwatch"
)

type record struct {
	key   int
	name  string
	value float64
}

type byValue []record

func (r byValue) Len() int           { return len(r) }
func (r byValue) Less(i, j int) bool { return r[i].value < r[j].value }
func (r byValue) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }

func main() {
	n := stopwatch.Size()
	state := uint64(88172645463325252)
	random := func() int {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		return int(state >> 20)
	}
	numbers, records, texts := make([]int, n), make([]record, n/4), make([]string, n/4)
	for i := range numbers {
		numbers[i] = random()
	}
	for i := range records {
		records[i] = record{random(), strconv.Itoa(random()), float64(random()) / 7}
		texts[i] = strconv.Itoa(random())
	}
	stopwatch.Start()
	slices.Sort(numbers)
	sort.Slice(records, func(i, j int) bool { return records[i].key < records[j].key })
	check := records[n/9].key
	sort.Sort(byValue(records))
	check ^= records[n/9].key
	sort.Strings(texts)
	check ^= numbers[n/3]
	if !slices.IsSorted(numbers) || !slices.IsSorted(texts) || !sort.IsSorted(byValue(records)) {
		check = -1
	}
	stopwatch.Stop(n+3*(n/4), strconv.Itoa(check)+" "+texts[n/9])
}
