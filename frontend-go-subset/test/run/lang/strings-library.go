// The strings, strconv and unicode packages in ordinary use.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		r := []rune(strings.ToLower(w))
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}

func caesar(s string, k int) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsUpper(r):
			return 'A' + (r-'A'+rune(k)+26)%26
		case unicode.IsLower(r):
			return 'a' + (r-'a'+rune(k)+26)%26
		case unicode.IsSpace(r):
			return -1
		}
		return r
	}, s)
}

func main() {
	fmt.Println(title("  the QUICK brown éclair  "), caesar("Hello, World", 3), caesar(caesar("abcXYZ", 5), -5))
	fmt.Println(strings.Split("a,b,,c", ","), len(strings.Split("", ",")), strings.SplitN("a-b-c", "-", 2), strings.SplitAfter("x.y", "."))
	fmt.Println(strings.Contains("seafood", "foo"), strings.Index("chicken", "ken"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'z'), strings.HasPrefix("prefix", "pre"), strings.HasSuffix("x.go", ".go"), strings.Count("cheese", "e"), strings.Count("abc", ""))
	fmt.Println(strings.Repeat("ab", 3), strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("aaa", "a", "b"), strings.ToUpper("straße"), strings.TrimSpace("\t x \n"), strings.Trim("xxhixx", "x"), strings.TrimLeft("001", "0"), strings.TrimSuffix("a.b", ".b"), strings.TrimFunc("12ab34", unicode.IsDigit))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found, strings.EqualFold("GO", "go"), strings.Compare("a", "b"), strings.ContainsAny("abc", "xyzc"), strings.IndexFunc("abc1", unicode.IsDigit))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")
	fmt.Println(r.Replace("<a & b>"), strings.FieldsFunc("a1b2c", unicode.IsDigit), strings.Title("x y"))
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%d,", i)
		b.WriteRune('é')
		b.WriteByte('-')
	}
	fmt.Println(b.String(), b.Len())
	for _, s := range []string{"42", "-7", "0x1f", "1e3", "abc", "", "9223372036854775808", "+5", "1_000"} {
		n, err := strconv.Atoi(s)
		m, err2 := strconv.ParseInt(s, 0, 64)
		f, err3 := strconv.ParseFloat(s, 64)
		fmt.Println(n, err, m, err2, f, err3)
	}
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(255, 2), strconv.FormatInt(-255, 36), strconv.Quote("hi\n\"é\x00"), strconv.QuoteToASCII("é世"), strconv.FormatFloat(3.14159, 'f', 2, 64), strconv.FormatBool(true), strconv.AppendInt(nil, 5, 10))
	u, err := strconv.Unquote(`"a\tb\u00e9"`)
	v, err2 := strconv.ParseBool("maybe")
	w, err3 := strconv.ParseUint("300", 10, 8)
	fmt.Println(u, err, v, err2, w, err3)
	for line := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", line)
	}
	for part := range strings.SplitSeq("x-y-z", "-") {
		fmt.Print(part, " ")
	}
	fmt.Println()
	rd := strings.NewReader("reader")
	buf := make([]byte, 4)
	for {
		n, err := rd.Read(buf)
		fmt.Print(n, " ", string(buf[:n]), " ", err, "; ")
		if err != nil {
			break
		}
	}
	fmt.Println(unicode.IsLetter('世'), unicode.IsPunct('!'), unicode.ToLower('Ä') == 'ä', unicode.Is(unicode.Han, '世'), unicode.IsControl('\n'))
}
