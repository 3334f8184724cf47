// Conversions between types: numbers, strings, slices, named types, functions, channels, structs, interfaces.
package main

import (
	"fmt"
	"math"
)

type celsius float64
type fahrenheit float64

func (c celsius) toF() fahrenheit { return fahrenheit(c*9/5 + 32) }

type text string
type raw []byte
type runes []rune
type myRune rune
type myByte byte
type handler func(string) string
type ints []int
type pointA struct {
	X int `a:"1"`
	Y string
}
type pointB struct {
	X int `b:"2"`
	Y string
}
type ptr *pointA
type stringer interface{ String() string }

func (t text) String() string    { return "text:" + string(t) }
func (h handler) String() string { return h("handler") }
func sum(xs ints) (n int) {
	for _, x := range xs {
		n += x
	}
	return
}

func integers(x int64) string {
	return fmt.Sprint(int8(x), uint8(x), int16(x), uint16(x), int32(x), uint32(x), uint64(x), uintptr(x), float32(x), float64(x))
}

func main() {
	for _, x := range []int64{0, -1, 127, 128, -129, 65536, 1<<31 - 1, -1 << 31, 1 << 53, math.MaxInt64, math.MinInt64} {
		fmt.Println(x, integers(x))
	}
	for _, f := range []float64{0, -0.5, 1.999, -1.999, 1e9, 123456789.7, -4e18} {
		fmt.Print(int64(f), " ", int(f), " ", float32(f), "; ")
	}
	fmt.Println()
	u := uint64(math.MaxUint64)
	fmt.Println(float64(u), float32(u), int64(u), uint64(float64(1<<63)), uint32(float64(1<<32-1)))
	fmt.Println(celsius(100).toF(), celsius(fahrenheit(3.5)), int(celsius(sum(nil))+36.6))
	s := "héy"
	fmt.Println([]byte(s), []rune(s), raw(s), runes(s), string(raw(s)), string(runes(s)), text([]byte(s)), []myByte(s), []myRune(s), string([]myByte(s)), string([]myRune(s)))
	fmt.Println(string(rune(0x4e16)), string(myRune('x')), text(rune(233)), string(text("t"))+"!")
	b := []byte("abc")
	t := string(b)
	b[0] = 'X'
	fmt.Println(t, string(b), string(b[1:2]), len([]byte("")), []byte("") == nil, []byte(nil) == nil, string([]byte(nil)) == "")
	h := handler(func(s string) string { return "<" + s + ">" })
	var f func(string) string = h
	fmt.Println(h, f("f"), handler(f)("again"))
	fmt.Println(sum([]int{1, 2}), sum(ints{3}), []int(ints{4})[0])
	a := pointA{1, "y"}
	fmt.Println(pointB(a), (*pointB)(&a).Y, struct {
		X int
		Y string
	}(a))
	var p ptr = &a
	(*pointB)((*pointA)(p)).X = 99
	fmt.Println(a.X, p.X)
	c := make(chan int, 1)
	var send chan<- int = c
	send <- 5
	fmt.Println(<-(<-chan int)(c))
	var i any = text("dyn")
	fmt.Println(i.(stringer).String(), stringer(text("x")).String(), any(stringer(h)).(handler)("h"))
	arr := [4]byte(raw("wxyz"))
	parr := (*[2]byte)(raw("no"))
	parr[0] = 'g'
	fmt.Println(arr, string(parr[:]), [0]int(ints{}), (*[0]int)(ints(nil)) == nil)
	const k = 3.0
	var i32 int32 = k
	var d = 'a' + k
	fmt.Printf("%v %v %T %v\n", i32, d, d, float32(0.1) == 0.1)
	fmt.Println(uint8(int8(i32)*-1), uint16(int8(-i32)), int64(uint32(int32(-i32))), ^uint8(i32), -uint16(i32))
	x := 3
	fmt.Println(float64(x)/2, x/2, float64(x/2), 1<<uint(x), "x"+string(rune('0'+x)), complex(float64(x), 0))
	bools := map[bool]int{true: 1}
	fmt.Println(bools[x > 2], bools[bool(x == 2)])
}
