// DNA turned round, each letter replaced by its partner, and broken into lines again. An operation is one letter.
package main

import "bench/stopwatch"

var partner = func() (t [256]byte) {
	const from, to = "ACBDGHKMNSRTUVWY", "TGVHCDMKNSYAABWR"
	for i := range from {
		t[from[i]], t[from[i]|32] = to[i], to[i]
	}
	return
}()

func input(n int) []byte {
	letters := "ACGTacgtNRYK"
	text := make([]byte, 0, n+n/60+1)
	state := uint32(7)
	for i := range n {
		if i%60 == 59 {
			text = append(text, '\n')
		}
		state = state*1664525 + 1013904223
		text = append(text, letters[(state>>16)%uint32(len(letters))])
	}
	return append(text, '\n')
}

func reverseComplement(text []byte) {
	i, j := 0, len(text)-1
	for i < j {
		a, b := text[i], text[j]
		switch {
		case a == '\n':
			i++
		case b == '\n':
			j--
		default:
			text[i], text[j] = partner[b], partner[a]
			i++
			j--
		}
	}
	if i == j && text[i] != '\n' {
		text[i] = partner[text[i]]
	}
}

func hash(text []byte) int {
	h := uint32(2166136261)
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	return int(h)
}

func main() {
	n := stopwatch.Size()
	text := input(n)
	const rounds = 11
	stopwatch.Start()
	for range rounds {
		reverseComplement(text)
	}
	stopwatch.StopInt(n*rounds, hash(text))
}
