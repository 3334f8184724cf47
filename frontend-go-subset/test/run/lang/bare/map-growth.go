// Maps that grow while they are used, shrink again, and are changed while ranged over.
//
// stderr: filled 200000 0
// stderr: visited 200000
// stderr: added during range 2 true
// stderr: cleared during range 1
// stderr: deleted ahead 1 1
// stderr: strings 3380 12497500 3380
// stderr: points 10000 10000
// stderr: empty 0
// stderr: hint 10 9

package main

type point struct{ x, y int32 }

func main() {
	m := map[uint64]uint64{}
	x := uint64(88172645463325252)
	for range 200000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		m[x] = ^x
	}
	bad := 0
	for k, v := range m {
		if v != ^k {
			bad++
		}
	}
	println("filled", len(m), bad)
	n := 0
	for k := range m {
		if k%4 != 0 {
			delete(m, k)
		}
		n++
	}
	println("visited", n)
	for k := range m {
		if k%4 != 0 {
			println("not deleted", k)
		}
	}
	small := map[int]bool{1: true}
	steps := 0
	for k := range small {
		if k < 1000000 {
			small[k+1000000+steps] = true
		}
		steps++
		if steps > 1000 {
			break
		}
	}
	println("added during range", len(small), steps <= 1000)
	for k := range small {
		clear(small)
		small[k] = true
	}
	println("cleared during range", len(small))
	deleted := map[int]int{}
	for i := range 100 {
		deleted[i] = i
	}
	seen := 0
	for k := range deleted {
		seen++
		for j := range 100 {
			if j != k {
				delete(deleted, j)
			}
		}
	}
	println("deleted ahead", seen, len(deleted))
	strings := map[string]int{}
	for i := range 5000 {
		strings[string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('0'+i%10))] += i
	}
	total := 0
	for _, v := range strings {
		total += v
	}
	println("strings", len(strings), total, strings["aa0"])
	points := map[point]*point{}
	for x := range int32(100) {
		for y := range int32(100) {
			points[point{x, y}] = &point{y, x}
		}
	}
	ok := 0
	for k, v := range points {
		if *v == (point{k.y, k.x}) && points[*v].x == k.x {
			ok++
		}
	}
	println("points", len(points), ok)
	for round := range 50 {
		for i := range 100 {
			m[uint64(round*100+i)] = 1
		}
		for i := range 100 {
			delete(m, uint64(round*100+i))
		}
	}
	for k := range m {
		delete(m, k)
	}
	println("empty", len(m))
	hint := make(map[int]int, 1000)
	for i := range 10 {
		hint[-i] = i
	}
	println("hint", len(hint), hint[-9])
}
