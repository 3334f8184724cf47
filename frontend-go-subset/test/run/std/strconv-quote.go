package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"", "hello", "tab\tnew\nline", "quote\"back`tick'", "\x00\x7f\xff", "日本語", "😀", "\u00a0\u2028", "e\u0301"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s))
		back, err := strconv.Unquote(strconv.Quote(s))
		fmt.Println(back == s, err)
	}
	for _, s := range []string{`"a\tb"`, `'x'`, `'xy'`, "`raw\\n`", `"\u00e9\x41\101"`, `"\q"`, `"open`, `x`, `"\ud800"`} {
		out, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", out, err)
	}
	for _, r := range []rune{'a', '\'', '"', '\n', 'é', '世', 0x1F600, 0xD800, -1, 0x7f} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.IsPrint(r), strconv.IsGraphic(r))
	}
	prefix, err := strconv.QuotedPrefix(`"abc" rest`)
	fmt.Println(prefix, err)
	value, multibyte, tail, err := strconv.UnquoteChar(`\u4e16 rest`, '"')
	fmt.Println(string(value), multibyte, tail, err)
}
