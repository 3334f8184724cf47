// Strings, runes and bytes; invalid UTF-8.
package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	s := "aß水🙂"
	for i, r := range s {
		fmt.Printf("%d %c %U %d %q %x\n", i, r, r, r, r, string(r))
	}
	fmt.Println(len(s), utf8.RuneCountInString(s), []byte(s), []rune(s))
	bad := []string{"\xff", "a\x80b", "\xe6\xb0", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "ok", "\xf0\x9f\x99"}
	for _, b := range bad {
		fmt.Printf("%q %x %t", b, b, utf8.ValidString(b))
		for i, r := range b {
			fmt.Print(" ", i, ":", r)
		}
		fmt.Println(" ", len([]rune(b)), string([]rune(b)) == b)
	}
	fmt.Printf("%q %+q %#q %s %v %x % x %X\n", s, s, s, s, s, s, s, s)
	fmt.Println(string(rune(0x10FFFF)) == "\U0010ffff", string(rune(-1)), string(rune(0xD800)), string([]rune{'x', 0x110000}))
	b := []byte("hello")
	t := string(b)
	b[0] = 'j'
	fmt.Println(t, string(b), string(b[1:3]), t[1:4], t[:0] == "")
	b = append(b, " wörld"...)
	fmt.Println(string(b), len(b), copy(b[1:], "ELLO"), string(b))
	count := map[rune]int{}
	for _, r := range "hello wörld, größe" {
		count[r]++
	}
	fmt.Println(count['l'], count['ö'], count['ß'], count['z'])
	fmt.Println("a" < "b", "Z" < "a", "abc" < "abcd", "é" > "z", "" < "\x00", "x" >= "x")
	const multi = `line one
	"line two" \n`
	fmt.Println(multi, len(multi))
	r, n := utf8.DecodeRuneInString("水x")
	l, m := utf8.DecodeLastRuneInString("x水")
	fmt.Println(r, n, l, m, utf8.RuneLen('🙂'), utf8.AppendRune(nil, 'ß'))
	var sum int
	for i := range s {
		sum += i
	}
	fmt.Println(sum, s[1], s[len(s)-1], '\'', '\\', "\"")
	switch s[1:3] {
	case "ß":
		fmt.Println("sharp s")
	}
}
