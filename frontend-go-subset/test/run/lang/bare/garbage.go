// Allocates far more than it keeps: the collector must free what is unreachable and nothing else.
//
// stderr: trees 952120 32767
// stderr: list 999
// stderr: string 3000 abcdefghij
// stderr: map 100 9999900
// stderr: goroutines 7575
// stderr: large 4 1500 0
// stderr: captured 7 32767

package main

type tree struct{ left, right *tree }

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func (t *tree) count() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.count() + t.right.count()
}

type cell struct {
	next *cell
	data [10]int
	name string
}

func main() {
	keep := build(14)
	total := 0
	for i := range 200 {
		total += build(10 + i%3).count()
	}
	println("trees", total, keep.count())

	var ring *cell
	for i := range 300000 {
		c := &cell{name: "cell", next: ring}
		c.data[i%10] = i
		if i%1000 != 0 {
			ring = c
		} else {
			ring = nil
		}
	}
	length := 0
	for c := ring; c != nil; c = c.next {
		length++
		if c.name != "cell" {
			println("damaged")
		}
	}
	println("list", length)

	s := ""
	for i := range 3000 {
		s += string(rune('a' + i%26))
	}
	println("string", len(s), s[2990:])

	m := map[int][]byte{}
	for i := range 100000 {
		m[i%100] = append([]byte(nil), byte(i), byte(i>>8), byte(i>>16))
	}
	sum := 0
	for k, v := range m {
		sum += k + int(v[0]) + int(v[1])<<8 + int(v[2])<<16
	}
	println("map", len(m), sum)

	done := make(chan int)
	for i := range 50 {
		go func() {
			held := build(6)
			for range 20 {
				build(6)
			}
			done <- held.count() + i
		}()
	}
	total = 0
	for range 50 {
		total += <-done
	}
	println("goroutines", total)
	var hold [][]int
	for i := range 2000 {
		b := make([]int, 5000)
		b[4999] = i
		if i%500 == 0 {
			hold = append(hold, b)
		}
	}
	println("large", len(hold), hold[3][4999], hold[0][0])
	inner := func() func() int {
		big := make([]int, 1000)
		big[7] = 7
		return func() int { return big[7] }
	}()
	for range 1000 {
		_ = make([]int, 1000)
	}
	println("captured", inner(), keep.count())
}
