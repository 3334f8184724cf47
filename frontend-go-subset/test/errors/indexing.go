package p

func f(s []int, a [3]int, p *[3]int, m map[string]int, str string, n int, x any) {
	_ = s["a"]
	_ = s[1.5]
	_ = s[-1]
	_ = a[3]
	_ = a[1<<40]
	_ = p[5]
	_ = m[1]
	_ = str[10]
	_ = "abc"[3]
	_ = n[0]
	_ = x[0]
	_ = s[1:0]
	_ = s[1:2:0]
	_ = str[1:2:3]
	_ = a[0:4]
	_ = [3]int{}[:]
	_ = m[1:2]
	_ = s[:"a"]
	_ = s[0, 1] // ERROR "11: syntax error: unexpected literal 1, expected \]"
	str[0] = 'a'
	m["a"].x = 1
	"abc"[0] = 1
	_ = &m["a"]
	_ = &str[0]
	_ = s[true]
	_ = f[0]
}
