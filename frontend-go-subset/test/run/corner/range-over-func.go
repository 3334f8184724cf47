// Loops over functions: every way out of the body, nested, with defer, with results, misbehaving iterators.
package main

import (
	"fmt"
	"iter"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("(end ", n, ") ")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

type pair struct {
	key   string
	value [3]int
}

func pairs(list []pair) iter.Seq2[string, [3]int] {
	return func(yield func(string, [3]int) bool) {
		for _, p := range list {
			if !yield(p.key, p.value) {
				return
			}
		}
	}
}

func find(list []pair, key string) (value [3]int, ok bool) {
	for k, v := range pairs(list) {
		if k == key {
			return v, true
		}
	}
	return
}

func nested(n int) (found string) {
outer:
	for i := range count(n) {
		for j := range count(n) {
			switch {
			case j == 1 && i == 0:
				continue outer
			case j == 2:
				continue
			case i == 2:
				break outer
			case i == 1 && j == 3:
				return fmt.Sprint("returned ", i, j)
			}
			found = fmt.Sprint(i, j)
		}
	}
	return found + " fell out"
}

func deferring() (n int) {
	for i := range count(3) {
		defer func() { fmt.Print("deferred ", i, " "); n += 10 }()
		n += i
	}
	fmt.Print("body done ")
	return n
}

func jump() string {
	for i := range count(5) {
		if i == 3 {
			goto done
		}
	}
	return "not here"
done:
	return "jumped"
}

func closures() []func() int {
	var fs []func() int
	total := 0
	for i := range count(3) {
		total += i
		fs = append(fs, func() int { total += i; return total })
	}
	return fs
}

func badIterator(yield func(int) bool) {
	yield(1)
	yield(2)
}

func misuse() (err any) {
	defer func() { err = recover() }()
	for range badIterator {
		break
	}
	return nil
}

func panicking() (err any) {
	defer func() { err = recover() }()
	for i := range count(3) {
		if i == 1 {
			panic(fmt.Sprint("at ", i))
		}
	}
	return nil
}

func labelled() int {
	steps := 0
	for range 2 {
	inner:
		for range count(4) {
			for range count(4) {
				steps++
				if steps%3 == 0 {
					break inner
				}
			}
		}
	}
	return steps
}

type tree[T any] struct {
	left, right *tree[T]
	value       T
}

func (t *tree[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}

func (t *tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.value) && t.right.push(yield)
}

func main() {
	list := []pair{{"a", [3]int{1, 2, 3}}, {"b", [3]int{4, 5, 6}}}
	fmt.Println(find(list, "b"))
	fmt.Println(find(list, "c"))
	fmt.Println(nested(4))
	fmt.Println(nested(2))
	fmt.Println(deferring())
	fmt.Println(jump())
	for _, f := range closures() {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	fmt.Println(misuse())
	fmt.Println(panicking())
	fmt.Println(labelled())
	t := &tree[string]{&tree[string]{value: "l"}, &tree[string]{value: "r"}, "m"}
	for s := range t.all() {
		if s == "r" {
			break
		}
		fmt.Print(s, " ")
	}
	fmt.Println()
	var k string
	var v [3]int
	for k, v = range pairs(list) {
	}
	fmt.Println(k, v)
	next, stop := iter.Pull(count(3))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
