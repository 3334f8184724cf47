package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"
)

func rot13(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return 'A' + (r-'A'+13)%26
	case r >= 'a' && r <= 'z':
		return 'a' + (r-'a'+13)%26
	case r == ' ':
		return -1
	}
	return r
}

func main() {
	fmt.Println(strings.ToUpper("héllo ǆ"), strings.ToLower("HÉLLO İ"), strings.ToTitle("ǆ"), strings.Title("hello wOrld-x it's"))
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "iı"), strings.ToLowerSpecial(unicode.TurkishCase, "Iİ"))
	fmt.Println(strings.Map(rot13, "Hello World"), strings.Map(rot13, "123"))
	fmt.Println(strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("oink oink", "oink", "moo"), strings.Replace("abc", "", "-", -1))
	fmt.Println(strings.Repeat("na", 4), len(strings.Repeat("", 100)))
	fmt.Printf("%q\n", strings.ToValidUTF8("a\xff\xfeb\xffc", "?"))
	var b strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteString("ignition")
	b.WriteByte('!')
	b.WriteRune('🚀')
	b.Write([]byte(" go"))
	fmt.Println(b.String(), b.Len())
	b.Reset()
	b.Grow(64)
	fmt.Println(b.Len(), b.Cap() >= 64)
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "1", "ab", "2")
	fmt.Println(r.Replace("<b>ab</b>"))
	r.WriteString(os.Stdout, "<a>\n")
	fmt.Println(strings.NewReplacer("aaa", "3", "aa", "2", "a", "1").Replace("aaaaaa b a aa"))
	fmt.Println(strings.NewReplacer("", "X").Replace("ab"))
	reader := strings.NewReader("日本x")
	for {
		c, size, err := reader.ReadRune()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Print(string(c), size, " ", reader.Len(), " ")
	}
	fmt.Println(reader.Seek(-1, 2))
	last, err := reader.ReadByte()
	fmt.Println(string(last), err, reader.UnreadByte(), reader.UnreadRune())
	func() {
		defer func() { fmt.Println(recover()) }()
		strings.Repeat("x", -1)
	}()
}
