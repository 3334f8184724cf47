// How often does each group of letters occur in a text of DNA: maps with text keys and with number keys. An operation is
// one group counted.
package main

import (
	"sort"
	"strconv"
	"strings"

	"bench/stopwatch"
)

func dna(n int) string {
	var text strings.Builder
	text.Grow(n)
	state := uint32(42)
	for range n {
		state = state*1664525 + 1013904223
		// Uneven, so that there is something to find.
		switch x := state >> 24; {
		case x < 77:
			text.WriteByte('A')
		case x < 128:
			text.WriteByte('C')
		case x < 179:
			text.WriteByte('G')
		default:
			text.WriteByte('T')
		}
	}
	return text.String()
}

func counts(text string, length int) map[string]int {
	found := make(map[string]int)
	for i := 0; i+length <= len(text); i++ {
		found[text[i:i+length]]++
	}
	return found
}

// packed counts groups of up to 32 letters, two bits a letter.
func packed(text string, length int) map[uint64]int32 {
	found := make(map[uint64]int32)
	mask := uint64(1)<<(2*length) - 1
	key := uint64(0)
	for i := range len(text) {
		key = (key<<2 | uint64(text[i]>>1&3)) & mask
		if i >= length-1 {
			found[key]++
		}
	}
	return found
}

func main() {
	n := stopwatch.Size()
	text := dna(n)
	stopwatch.Start()
	operations := 0
	result := ""
	for _, length := range []int{1, 2, 4, 6} {
		found := counts(text, length)
		groups := make([]string, 0, len(found))
		for group := range found {
			groups = append(groups, group)
		}
		sort.Slice(groups, func(i, j int) bool {
			a, b := groups[i], groups[j]
			return found[a] > found[b] || found[a] == found[b] && a < b
		})
		result += groups[0] + strconv.Itoa(found[groups[0]]) + " "
		operations += n
	}
	for _, length := range []int{8, 12, 18} {
		found := packed(text, length)
		most := int32(0)
		for _, count := range found {
			most = max(most, count)
		}
		result += strconv.Itoa(len(found)) + "/" + strconv.Itoa(int(most)) + " "
		operations += n
	}
	stopwatch.Stop(operations, strings.TrimSpace(result))
}
