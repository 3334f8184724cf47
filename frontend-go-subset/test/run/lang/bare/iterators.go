// Range over functions: break, continue, return, defer, labels, nested loops, recursion, panics.
//
// stderr: value 0
// stderr: value 1
// stderr: value 2
// stderr: count done 3
// stderr: count done 100
// stderr: first over 50
// stderr: count done 2
// stderr: after loop
// stderr: deferred 1
// stderr: deferred 0
// stderr: nested 0 0 a
// stderr: nested 1 0 a
// stderr: nested 1 1 b
// stderr: nested 1 2 c
// stderr: count done 5
// stderr: result returned 2
// stderr: tree 1
// stderr: tree 2
// stderr: tree 3
// stderr: recovered in body
// stderr: broken: runtime error: range function continued iteration after function for loop body returned false
// stderr: captured 1 2 3
// stderr: count done 4
// stderr: outer variable 3
// stderr: sum 1

package main

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer println("count done", n)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func enumerate[T any](xs []T) func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, x := range xs {
			if !yield(i, x) {
				return
			}
		}
	}
}

type tree struct {
	left, right *tree
	v           int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.v) && t.right.all(yield)
}

func (t *tree) values() func(func(int) bool) {
	return func(yield func(int) bool) { t.all(yield) }
}

func firstOver(n int) (found int) {
	defer func() { found *= 10 }()
	for i := range count(100) {
		if i > n {
			return i
		}
	}
	return -1
}

func deferInside() {
	for i := range count(2) {
		defer println("deferred", i)
	}
	println("after loop")
}

func nested() (string, int) {
outer:
	for i := range count(5) {
		for j, s := range enumerate([]string{"a", "b", "c"}) {
			switch {
			case j == 1 && i == 0:
				continue outer
			case i == 1 && j == 2:
				break
			case i == 2:
				break outer
			case i == 3:
				return s, j
			}
			println("nested", i, j, s)
		}
	}
	for i := range count(3) {
		for j := range count(3) {
			if i+j == 2 {
				return "returned", i*10 + j
			}
		}
	}
	return "none", 0
}

func broken(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	for i := range count(3) {
		println("value", i)
	}
	println("first over", firstOver(4))
	deferInside()
	s, n := nested()
	println("result", s, n)
	t := &tree{&tree{nil, &tree{nil, nil, 2}, 1}, &tree{nil, nil, 4}, 3}
	for v := range t.values() {
		if v == 4 {
			break
		}
		println("tree", v)
	}
	func() {
		defer func() { println("recovered", recover().(string)) }()
		for i := range count(3) {
			if i == 1 {
				panic("in body")
			}
		}
	}()
	func() {
		defer func() { println("broken:", recover().(error).Error()) }()
		for range broken {
			break
		}
	}()
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i++; return i })
	}
	println("captured", fs[0](), fs[0](), fs[2]())
	var x int
	for x = range count(4) {
	}
	println("outer variable", x)
	sum := 0
	for i := range count(3) {
		if i == 1 {
			goto done
		}
		sum += i + 1
	}
done:
	println("sum", sum)
}
