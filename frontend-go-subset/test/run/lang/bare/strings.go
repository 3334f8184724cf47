// Strings without any library: length in bytes, comparison, slicing, concatenation, iteration by rune.
package main

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func repeat(s string, n int) (out string) {
	for range n {
		out += s
	}
	return
}

func index(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if s[i:i+len(part)] == part {
			return i
		}
	}
	return -1
}

func main() {
	s := "héllo, 世界"
	println("len", len(s), len("世"), len(""))
	println("index", s[0], s[1], s[len(s)-1])
	println("slice", s[:1], s[1:3], s[3:], s[:], s[2:2] == "")
	println("reverse", reverse(s))
	println("repeat", repeat("ab", 5), repeat("", 9), repeat("x", 0))
	println("find", index(s, "世"), index(s, "lo"), index(s, "zz"), index(s, ""))
	println("compare", "a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "b" > "abc", "x" == "x", "x" != "y", "é" >= "e")
	for i, r := range s {
		println("rune", i, r, string(r))
	}
	bad := "a\xffb\xe4\xb8z\xf0\x9f\x98\x80\xed\xa0\x80"
	for i, r := range bad {
		println("invalid", i, r)
	}
	println("count", len([]rune(bad)), len([]byte(bad)))
	b := []byte("bytes")
	b[0] = 'B'
	t := string(b)
	b[1] = 'Y'
	println("copied", t, string(b))
	println("from runes", string([]rune{65, 0x4e16, 0x1f600, -1, 0x110000, 0xd800}))
	println("from rune", string(rune(0x4e16)), string(rune(-5)), string('y'))
	println("raw", `C:\n"x"`, "tab\tquote\"backslash\\", "\u4e16\U0001F600\x41\101")
	switch s[:1] + t {
	case "hBytes":
		println("switch on string")
	default:
		println("wrong case")
	}
	a := "con"
	a += "cat" + "e"
	c := a + "nate" + repeat("!", 3)
	println(c, len(c))
	var sum int
	for i := range len(c) {
		sum += int(c[i])
	}
	println("sum", sum)
}
