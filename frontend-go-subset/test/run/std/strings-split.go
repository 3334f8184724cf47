package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

func main() {
	fmt.Printf("%q\n", strings.Split("a,b,,c", ","))
	fmt.Printf("%q\n", strings.Split("héllo", ""))
	fmt.Printf("%q\n", strings.SplitN("a,b,c,d", ",", 2))
	fmt.Printf("%q %v\n", strings.SplitN("a,b", ",", 0), strings.SplitN("a,b", ",", 0) == nil)
	fmt.Printf("%q\n", strings.SplitAfter("a,b,c", ","))
	fmt.Printf("%q\n", strings.SplitAfterN("a,b,c", ",", 2))
	fmt.Printf("%q\n", strings.Fields("  foo bar\t\nbaz\u2003qux "))
	fmt.Printf("%q\n", strings.FieldsFunc("a1b2c3", unicode.IsDigit))
	fmt.Println(strings.Join([]string{"x", "y", "z"}, "-"), strings.Join(nil, "-"))
	for part := range strings.SplitSeq("1;2;3;4", ";") {
		if part == "4" {
			break
		}
		fmt.Print(part, " ")
	}
	fmt.Println()
	for line := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", line)
	}
	fmt.Println(slices.Collect(strings.FieldsSeq(" a  b ")), slices.Collect(strings.SplitAfterSeq("a-b", "-")))
	fmt.Println(slices.Collect(strings.FieldsFuncSeq("x--y", func(r rune) bool { return r == '-' })))
}
