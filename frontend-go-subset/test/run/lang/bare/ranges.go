// Every form of range over built-in types.
//
// stderr: int 0 int 1 int 2 named 0 named 1 count 5
// stderr: len evaluated once 6
// stderr: slice 0=10 slice 1=20 slice 2=99
// stderr: assigned 5 2
// stderr: assigned elsewhere 1 20
// stderr: no variables 11
// stderr: string 0:97 string 1:233
// stderr: map 6 60 2
// stderr: chan 0 chan 1 chan 4 chan 9
// stderr: nil array pointer 0 nil array pointer 1 nil array pointer 2 3
// stderr: array 0 array 1
// stderr: func 0 func 2 func 4 func 6
// stderr: pair a1 pair c3 none 3
// stderr: bytes 532
// stderr: rune 0 110 rune 1 233

package main

type weekday uint8

func main() {
	for i := range 3 {
		print("int ", i, " ")
	}
	for i := range weekday(2) {
		print("named ", i, " ")
	}
	n := 0
	for range 5 {
		n++
	}
	for range -1 {
		n += 100
	}
	print("count ", n, "\n")
	s := []int{10, 20, 30}
	for i := range s {
		s = append(s, i)
	}
	println("len evaluated once", len(s))
	for i, v := range s[:3] {
		s[2] = 99
		print("slice ", i, "=", v, " ")
	}
	print("\n")
	var i, v int
	for i, v = range s {
	}
	println("assigned", i, v)
	var st struct{ f int }
	arr := [2]int{}
	for st.f, arr[1] = range s[:2] {
	}
	println("assigned elsewhere", st.f, arr[1])
	for range s {
		n++
	}
	println("no variables", n)
	for i, c := range "aé" {
		print("string ", i, ":", c, " ")
	}
	print("\n")
	m := map[int]int{1: 10, 2: 20, 3: 30}
	keys, values := 0, 0
	for k, v := range m {
		keys += k
		values += v
		if k == 2 {
			delete(m, k)
		}
	}
	println("map", keys, values, len(m))
	c := make(chan int, 4)
	for i := range 4 {
		c <- i * i
	}
	close(c)
	for v := range c {
		print("chan ", v, " ")
	}
	print("\n")
	var p *[3]int
	for i := range p {
		print("nil array pointer ", i, " ")
	}
	println(len(p))
	for i := range [...]string{"a", "b"} {
		print("array ", i, " ")
	}
	print("\n")
	evens := func(yield func(int) bool) {
		for i := 0; ; i += 2 {
			if !yield(i) {
				return
			}
		}
	}
	for v := range evens {
		if v > 6 {
			break
		}
		print("func ", v, " ")
	}
	print("\n")
	pairs := func(yield func(string, int) bool) {
		_ = yield("a", 1) && yield("b", 2) && yield("c", 3)
	}
	for k, v := range pairs {
		if k == "b" {
			continue
		}
		print("pair ", k, v, " ")
	}
	times := 0
	for range func(yield func() bool) {
		for yield() {
		}
	} {
		times++
		if times == 3 {
			break
		}
	}
	println("none", times)
	bytes := 0
	for _, b := range []byte("hello") {
		bytes += int(b)
	}
	println("bytes", bytes)
	for i, r := range []rune("né") {
		print("rune ", i, " ", r, " ")
	}
	print("\n")
}
