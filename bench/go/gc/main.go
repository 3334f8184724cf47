// A heap of about the given number of megabytes stays alive while small objects of many sizes are made all the time: each
// takes the place of one that then is garbage. The arguments are the megabytes and the number of objects in thousands. An
// operation is one object. Besides: the longest time that a hundred objects took, which is the longest pause of the
// collector but for what the machine did meanwhile.
package main

import (
	"strconv"
	"time"

	"bench/stopwatch"
)

// record is what lives: it points to others of its kind and to bytes.
type record struct {
	next, other *record
	number      int
	bytes       []byte
}

const batch = 100

// averageSize is what a record takes with its bytes, roughly.
const averageSize = 48 + 104

var state = uint32(1)

func random() uint32 {
	state = state*1664525 + 1013904223
	return state >> 8
}

func newRecord(all []*record, number int) *record {
	r := &record{number: number, bytes: make([]byte, 8+random()%192)}
	r.bytes[0] = byte(number)
	// Records point to each other, but only one step far: what is replaced dies.
	if other := all[random()%uint32(len(all))]; other != nil {
		r.other = other
		other.other = nil
	}
	return r
}

func main() {
	live := stopwatch.Arg(1) << 20 / averageSize
	n := stopwatch.Arg(2) * 1000
	all := make([]*record, live)
	for i := range all {
		all[i] = newRecord(all, i)
	}
	longest := time.Duration(0)
	stopwatch.Start()
	before := time.Now()
	for i := 0; i < n; i += batch {
		for k := range batch {
			all[random()%uint32(live)] = newRecord(all, i+k)
		}
		now := time.Now()
		longest = max(longest, now.Sub(before))
		before = now
	}
	check := 0
	for _, r := range all {
		if byte(r.number) != r.bytes[0] {
			check = -1
			break
		}
		check ^= r.number + len(r.bytes)
	}
	stopwatch.Stop(n, strconv.Itoa(check))
	stopwatch.Metric("pause", float64(longest))
}
