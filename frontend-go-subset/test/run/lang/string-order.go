// Strings of all short lengths compared, and found in maps: at every place where they can differ, with bytes of both halves.
package main

import (
	"fmt"
	"strings"
)

func sign(a, b string) string {
	s := ""
	for _, holds := range []bool{a < b, a <= b, a == b, a != b, a >= b, a > b} {
		if holds {
			s += "1"
		} else {
			s += "0"
		}
	}
	return s
}

// slow compares byte by byte.
func slow(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

func main() {
	base := "abcdefghijklmnopqrstuvwxyz"
	bytes := []byte{0, 1, 'a', 0x7f, 0x80, 0xff}
	pairs, wrong := 0, 0
	for n := 0; n <= len(base); n++ {
		for at := 0; at < n; at++ {
			for _, x := range bytes {
				for _, y := range bytes {
					// The tails differ the other way round: the first difference counts.
					a := base[:at] + string([]byte{x}) + strings.Repeat("z", n-at-1)
					b := base[:at] + string([]byte{y}) + strings.Repeat("a", n-at-1)
					want := slow(a, b)
					pairs++
					if (a < b) != (want < 0) || (a > b) != (want > 0) || (a == b) != (want == 0) {
						wrong++
					}
				}
			}
		}
	}
	fmt.Println(pairs, wrong)
	for _, p := range [][2]string{{"", ""}, {"", "a"}, {"a", ""}, {"abcdefgh", "abcdefgh"}, {"abcdefgh", "abcdefghi"},
		{"abcdefg\xff", "abcdefg\x01"}, {"\x00bcdefgh", "\x80bcdefgh"}, {"abcdefghabcdefg", "abcdefghabcdefh"}} {
		fmt.Printf("%q %q %s %s\n", p[0], p[1], sign(p[0], p[1]), sign(p[1], p[0]))
	}

	found := map[string]int{}
	keys := 0
	for n := 0; n <= 20; n++ {
		for at := 0; at < n; at++ {
			for _, x := range bytes {
				found[base[:at]+string([]byte{x})+base[at+1:n]] = n
				keys++
			}
		}
	}
	missing := 0
	for n := 0; n <= 20; n++ {
		for at := 0; at < n; at++ {
			for _, x := range bytes {
				if found[strings.Clone(base[:at])+string([]byte{x})+base[at+1:n]] != n {
					missing++
				}
			}
		}
	}
	_, wrongKey := found["abcdefghijklmno!"]
	fmt.Println(keys, len(found), missing, wrongKey)
}
