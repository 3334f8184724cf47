package main

import "fmt"

type point struct {
	X, Y int
	name string
}

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type secret string

func (secret) GoString() string { return "secret(***)" }

type custom struct{ n int }

func (c custom) Format(f fmt.State, verb rune) {
	w, hasW := f.Width()
	p, hasP := f.Precision()
	fmt.Fprintf(f, "[%c %d %v %d %v", verb, w, hasW, p, hasP)
	for _, flag := range "+-# 0" {
		if f.Flag(int(flag)) {
			fmt.Fprintf(f, " %c", flag)
		}
	}
	fmt.Fprint(f, " ", fmt.FormatString(f, verb), "]")
}

type broken struct{}

func (*broken) String() string { panic("no string") }

func main() {
	p := point{1, -2, "p"}
	values := []any{p, &p, 42, -7, uint8(200), 3.14159, 1e21, "héllo", []byte("ab\x00"), 'x', true, nil, []int{1, 2}, [2]bool{true}, map[string]int{"b": 2, "a": 1}, celsius(36.6), []celsius{1, 2}, secret("s"), complex(1, -2), struct{}{}, []any{1, "a", nil}, (*point)(nil), error(nil), []string(nil), map[int]bool(nil)}
	for _, v := range values {
		fmt.Printf("%v|%+v|%#v|%T|%d|%s|%q|%x|%5v|%-8v|\n", v, v, v, v, v, v, v, v, v, v)
	}
	for _, v := range []any{255, -255} {
		fmt.Printf("%b %o %O %x %X %#x %#o %#b %c %q %U %#U %e\n", v, v, v, v, v, v, v, v, v, v, v, v, v)
		fmt.Printf("[%6d] [%-6d] [%06d] [%+d] [% d] [%+06d] [%.8d] [%10.4d] [%x]\n", v, v, v, v, v, v, v, v, v)
	}
	for _, v := range []float64{3.14159, -0.5, 1e9, 1e-9, 0} {
		fmt.Printf("%f %.2f %8.3f %-8.1f| %+.1e %g %G %E %08.2f %#g % .3f %x\n", v, v, v, v, v, v, v, v, v, v, v, v)
	}
	fmt.Printf("[%10s] [%-10s] [%.2s] [%q] [%x] [% x] [%#x] [%X] [%+q] [%#q]\n", "héllo", "héllo", "héllo", "héllo", "héllo", "héllo", "héllo", "héllo", "héllo", "héllo")
	fmt.Printf("%[2]d %[1]d %d %[1]*d|%*d|%-*d|%.*f\n", 3, 4, 5, 6, 7, 8, 2, 3.14159)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%!|%z|%d\n", 1)
	fmt.Printf("%d\n", 1, 2, "extra")
	fmt.Printf("%[5]d %[x]d %[1]d %.[2]*f\n", 1, 2)
	fmt.Printf("%v %+v %#v %s %8.3q %-+# 05d\n", custom{1}, custom{1}, custom{1}, custom{1}, custom{1}, custom{1})
	fmt.Printf("%s %v\n", &broken{}, (*broken)(nil))
	fmt.Printf("%t %v %5t %q\n", true, false, true, true)
	fmt.Printf("%v %d %s %x %q\n", [3]byte{65, 66, 67}, []byte("AB"), [2]byte{72, 105}, [2]byte{72, 105}, []byte("hi"))
	fmt.Printf("%6.2f%%|%c%c|%v\n", 99.5, 0x4E16, '界', struct {
		A any
		B *int
		C func()
		D chan int
	}{})
	fmt.Printf("%v %v\n", map[point]string{{2, 1, ""}: "b", {1, 2, ""}: "a"}, map[any]int{2: 1, 1: 2})
	fmt.Printf("%08b|%3c|%-4q|%#04x|%#v|%#v|%#v\n", 5, 'Z', 'Z', 10, 1.0, 1e6, "q`")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.5, nil, 'x'), fmt.Sprintln("end", 1))
	fmt.Print("x", 1, "\n")
	fmt.Println(string(fmt.Appendf(nil, "%03d", 7)), string(fmt.Append([]byte("z"), 1, 2)), string(fmt.Appendln(nil, "ln")))
}
