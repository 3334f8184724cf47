// Strings without any library: length in bytes, comparison, slicing, concatenation, iteration by rune.
//
// stderr: len 14 3 0
// stderr: index 104 195 140
// stderr: slice h é llo, 世界 héllo, 世界 true
// stderr: reverse 界世 ,olléh
// stderr: repeat ababababab
// stderr: find 8 4 -1 0
// stderr: compare true false true true true true true true true
// stderr: rune 0 104 h
// stderr: rune 1 233 é
// stderr: rune 3 108 l
// stderr: rune 4 108 l
// stderr: rune 5 111 o
// stderr: rune 6 44 ,
// stderr: rune 7 32
// stderr: rune 8 19990 世
// stderr: rune 11 30028 界
// stderr: invalid 0 97
// stderr: invalid 1 65533
// stderr: invalid 2 98
// stderr: invalid 3 65533
// stderr: invalid 4 65533
// stderr: invalid 5 122
// stderr: invalid 6 128512
// stderr: invalid 10 65533
// stderr: invalid 11 65533
// stderr: invalid 12 65533
// stderr: count 10 13
// stderr: copied Bytes BYtes
// stderr: from runes A世😀���
// stderr: from rune 世 � y
// stderr: raw C:\n"x" tab	quote"backslash\ 世😀AA
// stderr: switch on string
// stderr: concatenate!!! 14
// stderr: sum 1256

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
