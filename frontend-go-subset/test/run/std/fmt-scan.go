package main

import (
	"bufio"
	"fmt"
	"strings"
)

type pair struct{ a, b int }

func (p *pair) Scan(state fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(state, "%d/%d", &p.a, &p.b)
	return err
}

func main() {
	var (
		i int
		u uint8
		f float64
		s string
		b bool
		r rune
		p []byte
		c complex128
		x pair
	)
	fmt.Println(fmt.Sscan("7 200 2.5 word true bytes (1+2i)", &i, &u, &f, &s, &b, &p, &c))
	fmt.Println(i, u, f, s, b, string(p), c)
	fmt.Println(fmt.Sscanf("age: 42 name: bob", "age: %d name: %s", &i, &s))
	fmt.Println(i, s)
	fmt.Println(fmt.Sscanf("ff 0b101 0x1F 12345 zed", "%x %v %v %2d%d %c", &i, &i, &i, &i, &u, &r))
	fmt.Println(i, u)
	fmt.Println(fmt.Sscanf(`"quoted text" 68656c6c6f x`, "%q %x %c", &s, &p, &r))
	fmt.Println(s, string(p), string(r))
	fmt.Println(fmt.Sscanln("1 2\n3", &i, &u))
	fmt.Println(fmt.Sscanln("1\n2", &i, &u))
	fmt.Println(fmt.Sscan("3/4", &x))
	fmt.Println(x)
	for _, in := range []string{"", "abc", "300", "5"} {
		n, err := fmt.Sscan(in, &u)
		fmt.Println(n, err, u)
	}
	fmt.Println(fmt.Sscanf("5,6", "%d;%d", &i, &u))
	fmt.Println(fmt.Sscan("5", i))
	in := bufio.NewReader(strings.NewReader("3\n10 20\n30\nend of input"))
	var n, sum int
	fmt.Fscan(in, &n)
	for k := 0; k < n; k++ {
		fmt.Fscan(in, &i)
		sum += i
	}
	rest, _ := in.ReadString('t')
	fmt.Printf("%d %d %q\n", n, sum, rest)
}
