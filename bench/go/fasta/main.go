// Random DNA by given frequencies, sixty letters a line. An operation is one letter.
package main

import (
	"strconv"

	"bench/stopwatch"
)

type frequency struct {
	letter byte
	upTo   float64
}

var people = []frequency{{'a', 0.3029549426680}, {'c', 0.1979883004921}, {'g', 0.1975473066391}, {'t', 0.3015094502008}}

var codes = []frequency{
	{'a', 0.27}, {'c', 0.12}, {'g', 0.12}, {'t', 0.27}, {'B', 0.02}, {'D', 0.02}, {'H', 0.02}, {'K', 0.02},
	{'M', 0.02}, {'N', 0.02}, {'R', 0.02}, {'S', 0.02}, {'V', 0.02}, {'W', 0.02}, {'Y', 0.02},
}

const line = 60

type writer struct {
	buffer  []byte
	hash    uint32
	written int
}

// Write stands for a file: it takes a hash of what passes.
func (w *writer) Write(p []byte) {
	for _, b := range p {
		w.hash = (w.hash ^ uint32(b)) * 16777619
	}
	w.written += len(p)
}

type random struct{ state int }

func (r *random) next() float64 {
	r.state = (r.state*3877 + 29573) % 139968
	return float64(r.state) / 139968
}

func cumulate(table []frequency) {
	sum := 0.0
	for i := range table {
		sum += table[i].upTo
		table[i].upTo = sum
	}
	table[len(table)-1].upTo = 1
}

func (w *writer) random(r *random, table []frequency, n int) {
	row := make([]byte, line+1)
	for n > 0 {
		m := min(n, line)
		for i := range m {
			x := r.next()
			k := 0
			for table[k].upTo < x {
				k++
			}
			row[i] = table[k].letter
		}
		row[m] = '\n'
		w.Write(row[:m+1])
		n -= m
	}
}

func (w *writer) repeat(text string, n int) {
	twice := text + text
	at := 0
	for n > 0 {
		m := min(n, line)
		w.buffer = append(w.buffer[:0], twice[at:at+m]...)
		w.buffer = append(w.buffer, '\n')
		w.Write(w.buffer)
		at = (at + m) % len(text)
		n -= m
	}
}

const alu = "GGCCGGGCGCGGTGGCTCACGCCTGTAATCCCAGCACTTTGGGAGGCCGAGGCGGGCGGATCACCTGAGGTCAGGAGTTCGAGACCAGCCTGGCCAACATGGTGAAACCCCG"

func main() {
	n := stopwatch.Size()
	stopwatch.Start()
	cumulate(people)
	cumulate(codes)
	w := &writer{hash: 2166136261}
	r := &random{42}
	w.repeat(alu, 2*n)
	w.random(r, codes, 3*n)
	w.random(r, people, 5*n)
	stopwatch.Stop(10*n, strconv.Itoa(int(w.hash))+" "+strconv.Itoa(w.written))
}
