// Text made, cut, searched, changed, converted. An operation is one word handled.
package main

import (
	"fmt"
	"strconv"
	"strings"

	"bench/stopwatch"
)

var words = strings.Fields(`the quick brown fox jumps over a lazy dog while seven Zürich wizards box with jugs of über-strong
liquor and naïve onlookers wonder whether 42 is really the answer`)

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	check := 0

	var text strings.Builder
	for i := range n {
		if i > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(words[i*i%len(words)])
	}
	whole := text.String()
	check += len(whole)

	parts := strings.Split(whole, " ")
	for _, part := range parts {
		if strings.HasPrefix(part, "w") || strings.Contains(part, "ck") {
			check++
		}
		check += strings.IndexByte(part, 'o')
	}
	check += len(strings.Fields(strings.ToUpper(whole)))
	check += strings.Count(whole, "the") * 3
	check += len(strings.ReplaceAll(whole, "fox", "ocelot"))
	check += len(strings.Join(parts, ", "))

	runes := 0
	for _, r := range whole {
		if r > 127 {
			runes++
		}
	}
	check += runes

	// Keys made by concatenation, numbers by conversion and back.
	for i := range n {
		key := words[i%len(words)] + ":" + strconv.Itoa(i)
		number, err := strconv.Atoi(key[strings.LastIndexByte(key, ':')+1:])
		if err != nil {
			panic(err)
		}
		check ^= number + len(key)
	}
	for i := range n / 8 {
		check += len(fmt.Sprintf("%s=%d (%5.2f%%) %v", words[i%len(words)], i, float64(i)/7, i%2 == 0))
	}
	stopwatch.StopInt(n*8, check)
}
