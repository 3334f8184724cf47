// fmt's %v, %+v, %#v, %T of every kind of value.
package main

import (
	"errors"
	"fmt"
	"time"
)

type point struct{ X, Y int }
type named []string
type temp float64
type inner struct {
	p  *point
	m  map[string]int
	fs []float64
}
type outer struct {
	inner
	Name string
	any  any
	err  error
	f    func()
	c    chan int
	ok   bool
	b    byte
	r    rune
	arr  [2]point
	pp   **int
}

func (t temp) String() string { return fmt.Sprintf("%.1f°", float64(t)) }

type pointerStringer struct{ n int }

func (p *pointerStringer) String() string { return fmt.Sprint("ps", p.n) }

type formatted int

func (f formatted) Format(s fmt.State, verb rune) {
	w, ok := s.Width()
	fmt.Fprintf(s, "<%c %d %t %t>", verb, w, ok, s.Flag('+'))
}

type gostring int

func (gostring) GoString() string { return "gs!" }

func main() {
	values := []any{
		nil, true, 42, int8(-1), uint(7), 'x', byte(65), 1.5, float32(2), 3i, "text", "q\"\n", []int{1, 2}, []string{"a", "b c"}, []byte("hi"), [2]bool{true, false},
		map[string]int{"b": 2, "a": 1}, point{1, 2}, &point{3, 4}, struct{}{}, named{"n"}, named(nil), []any{1, "x", nil}, temp(36.6), []temp{1, 2}, map[temp]point{1: {}},
		pointerStringer{1}, &pointerStringer{2}, []*pointerStringer{}, errors.New("err"), []error{nil}, formatted(3), gostring(4), time.Duration(1500) * time.Millisecond, [3]byte{1, 2, 3},
		map[point]string{{2, 1}: "b", {1, 2}: "a"}, [][]int{{1}, nil, {}}, struct {
			A any
			b *int
		}{A: point{}}, uintptr(10), int64(-1 << 40), complex64(1 - 2i),
	}
	for _, v := range values {
		fmt.Printf("%v | %+v | %#v | %T\n", v, v, v, v)
	}
	o := outer{Name: "o", b: 'b', r: 'r'}
	fmt.Printf("%v\n%+v\n", o, o)
	fmt.Printf("%#v\n", o.inner)
	fmt.Printf("%d %s %x %q %t %5.1f|%-8s|%8s|%+d|%c|%U|%08b|%o|%#x|%e\n", 42, "s", "hex", "q", true, 3.14159, "left", "right", 5, 'A', 'é', 5, 64, 255, 12345.678)
	fmt.Printf("%6d|%-6d|%06d|%x|%X|% d|%+.2e|%g|%10.3s|%*d|%-*d|\n", 42, 42, 42, -255, 255, 7, 1234.5, 1e21, "truncate", 5, 1, 4, 2)
	fmt.Printf("%[2]d %[1]d %d%% %v %s\n", 1, 2, []string{"x"}, []string{"y"})
	fmt.Printf("%d %s %!|%z %d\n", "str", 5, 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, 'x'), fmt.Sprintln("end", 1))
	fmt.Printf("%v %v %s %d\n", &[]int{1}, &map[string]int{"a": 1}, []string{"a"}, []int8{1, -2})
	fmt.Printf("%q %v %x %X %s\n", []string{"a", "b"}, []rune("hé"), "hello", []byte{1, 171}, []byte("bytes"))
	fmt.Printf("%t %v %p %v\n", false, struct{ a, b any }{1, "x"}, nil, (*int)(nil))
	fmt.Printf("%5t|%-7v|%7v|%+v|%6.2f%%\n", true, point{1, 2}, "v", &point{5, 6}, 99.5)
	fmt.Printf("%s %v %d\n", temp(1), temp(2), point{7, 8})
}
