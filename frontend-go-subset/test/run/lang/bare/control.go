// Control flow: if, for, switch with fallthrough, labels, break, continue, goto.
//
// stderr: negative zero small large
// stderr: fall 0 default nine
// stderr: fall 1 one two three-four
// stderr: fall 2 two three-four
// stderr: fall 3 three-four
// stderr: fall 4 three-four
// stderr: fall 5 default nine
// stderr: primes 25
// stderr: find 1 1
// stderr: collatz 111 state ok bad
// stderr: short circuit a|ce|
// stderr: i 4
// stderr: forever -1
// stderr: init -2
// stderr: else if 3 4 12
// stderr: two 0 10; two 1 8; two 2 6; two 3 4;
// stderr: only default
// stderr: true case

package main

func classify(n int) string {
	switch {
	case n < 0:
		return "negative"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	}
	return "large"
}

func fall(n int) (s string) {
	switch n {
	case 1:
		s += "one "
		fallthrough
	case 2:
		s += "two "
		fallthrough
	case 3, 4:
		s += "three-four "
	default:
		s += "default "
		fallthrough
	case 9:
		s += "nine "
	}
	return
}

func primes(n int) (count int) {
outer:
	for i := 2; i < n; i++ {
		for j := 2; j*j <= i; j++ {
			if i%j == 0 {
				continue outer
			}
		}
		count++
	}
	return
}

func find(grid [][]int, want int) (int, int) {
	row, col := -1, -1
search:
	for i, r := range grid {
		for j, v := range r {
			switch {
			case v == want:
				row, col = i, j
				break search
			case v > want:
				break
			}
		}
	}
	return row, col
}

func collatz(n int) (steps int) {
again:
	if n == 1 {
		return
	}
	steps++
	if n%2 == 0 {
		n /= 2
		goto again
	}
	n = 3*n + 1
	goto again
}

func state(s string) string {
	i := 0
start:
	if i == len(s) {
		return "ok"
	}
	switch s[i] {
	case 'a':
		i++
		goto start
	case 'b':
		i++
		goto inB
	}
	return "bad"
inB:
	if i < len(s) && s[i] == 'b' {
		i++
		goto inB
	}
	goto start
}

func calls(s *string, name string, v bool) bool { *s += name; return v }

func main() {
	println(classify(-5), classify(0), classify(7), classify(70))
	for i := range 6 {
		println("fall", i, fall(i))
	}
	println("primes", primes(100))
	row, col := find([][]int{{1, 2, 3}, {4, 5, 6}}, 5)
	println("find", row, col)
	println("collatz", collatz(27), "state", state("aabba"), state("abc"))
	var log string
	if calls(&log, "a", true) || calls(&log, "b", true) {
		log += "|"
	}
	if calls(&log, "c", false) && calls(&log, "d", true) || calls(&log, "e", true) {
		log += "|"
	}
	println("short circuit", log)
	i := 0
	for i < 5 {
		i++
		if i == 2 {
			continue
		}
		if i == 4 {
			break
		}
	}
	println("i", i)
	for {
		i--
		if i < 0 {
			break
		}
	}
	println("forever", i)
	switch x := i * 2; x {
	case -2:
		println("init", x)
	}
	if x, y := 3, 4; x > y {
		println("no")
	} else if z := x * y; z == 12 {
		println("else if", x, y, z)
	} else {
		println("no")
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		print("two ", i, " ", j, "; ")
	}
	print("\n")
block:
	switch {
	case i < 0:
		if i == -1 {
			break block
		}
		println("never")
	}
	switch {
	default:
		println("only default")
	}
	switch f := func(n int) bool { return n > 1 }; f(2) {
	case true:
		println("true case")
	case false:
		println("false case")
	}
}
