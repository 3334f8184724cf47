// Maps with keys of several types: filled, looked up, walked, emptied. An operation is one access.
package main

import (
	"strconv"

	"bench/stopwatch"
)

type point struct{ x, y int32 }

func main() {
	n := stopwatch.Size()
	names := make([]string, n)
	for i := range names {
		names[i] = "key-" + strconv.Itoa(i*7919%n)
	}
	stopwatch.Start()
	operations, check := 0, 0

	numbers := make(map[int]int)
	for i := range n {
		numbers[i*2654435761%1000003] += i
	}
	for i := range n {
		check += numbers[i]
	}
	for i := range n {
		if i%3 == 0 {
			delete(numbers, i)
		}
	}
	for key, value := range numbers {
		check ^= key * value
	}
	operations += 4 * n

	texts := make(map[string]int)
	for round := range 3 {
		for i, name := range names {
			texts[name] += i ^ round
		}
	}
	for _, value := range texts {
		check += value
	}
	operations += 4 * n

	points := make(map[point]bool)
	for i := range n {
		points[point{int32(i % 1000), int32(i / 999)}] = true
	}
	for i := range n {
		if points[point{int32(i / 999), int32(i % 1000)}] {
			check++
		}
	}
	operations += 2 * n

	// Many small maps.
	for i := range n / 8 {
		small := map[int]int{i: 1, i + 1: 2, i + 2: 3}
		check += small[i+1] + len(small)
	}
	operations += n / 2
	stopwatch.StopInt(operations, check)
}
