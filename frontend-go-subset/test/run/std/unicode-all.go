package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	for _, r := range "aZ5 \t-é世ǅΣ½€\u0301\u00ad😀٣" {
		fmt.Printf("%q %t%t%t%t%t%t%t%t%t%t%t%t %c %c %c %c\n", r, unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsPrint(r), unicode.IsControl(r),
			unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r))
	}
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.In('ж', unicode.Latin, unicode.Cyrillic), unicode.Is(unicode.White_Space, ' '), len(unicode.Scripts) > 100, unicode.Version)
	s := "héllo, 世界 \xff!"
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		fmt.Print(r, ":", size, " ")
		i += size
	}
	fmt.Println(utf8.RuneCountInString(s), utf8.ValidString(s), utf8.RuneLen('世'), utf8.ValidRune(0xD800))
	b := utf8.AppendRune(nil, '€')
	fmt.Println(b, utf8.FullRune(b[:2]), utf8.RuneStart(b[1]))
	r, size := utf8.DecodeLastRuneInString(s[:len(s)-1])
	fmt.Println(r, size)
	u := utf16.Encode([]rune("a😀\ufffd"))
	fmt.Printf("%x %q %v\n", u, string(utf16.Decode(u)), utf16.IsSurrogate(rune(u[1])))
}
