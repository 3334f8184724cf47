package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	s := "the quick brown fox jumps over the lazy dog, the end"
	fmt.Println(strings.Index(s, "the"), strings.LastIndex(s, "the"), strings.Index(s, "cat"), strings.Index(s, ""), strings.LastIndex(s, ""))
	fmt.Println(strings.IndexByte(s, 'q'), strings.LastIndexByte(s, 'o'), strings.IndexRune("chicken世界", '界'), strings.IndexAny(s, "xyz"), strings.LastIndexAny(s, "xyz"))
	fmt.Println(strings.IndexFunc("abc123", unicode.IsDigit), strings.LastIndexFunc("123abc", unicode.IsDigit))
	fmt.Println(strings.Contains(s, "fox"), strings.ContainsAny(s, "ß"), strings.ContainsRune(s, 'z'), strings.ContainsFunc(s, unicode.IsUpper))
	fmt.Println(strings.Count(s, "o"), strings.Count("cheese", "e"), strings.Count("five", ""), strings.Count("aaaa", "aa"))
	fmt.Println(strings.HasPrefix(s, "the"), strings.HasSuffix(s, "end"), strings.Compare("a", "b"), strings.Compare("b", "a"), strings.Compare("a", "a"))
	fmt.Println(strings.EqualFold("Straße", "STRAßE"), strings.EqualFold("K", "\u212a"), strings.EqualFold("σς", "ΣΣ"), strings.EqualFold("go", "Goo"))
	long := strings.Repeat("ab", 1000) + "aab" + strings.Repeat("ab", 1000)
	fmt.Println(strings.Index(long, "aab"), strings.Index(long, strings.Repeat("ab", 1001)), strings.LastIndex(long, "aab"))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found)
	fmt.Println(strings.CutPrefix("prefix-x", "prefix-"))
	fmt.Println(strings.CutSuffix("x.go", ".go"))
	fmt.Printf("%q\n", strings.Trim("  xx hello xx  ", " x"))
	fmt.Printf("%q %q %q\n", strings.TrimLeft("xxhixx", "x"), strings.TrimRight("xxhixx", "x"), strings.TrimSpace("\t\u00a0 hi \n\u2003"))
	fmt.Printf("%q %q\n", strings.TrimFunc("123abc456", unicode.IsDigit), strings.TrimPrefix("prefix", "pre"))
}
