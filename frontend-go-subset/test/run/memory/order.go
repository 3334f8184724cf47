// The order in which operands are evaluated, where the language fixes it and where programs rely on what gc does.
package main

import "fmt"

var trace []string

func t(name string, v int) int {
	trace = append(trace, name)
	return v
}

func show(what string) {
	fmt.Println(what, trace)
	trace = nil
}

func pair() (int, int) { t("pair", 0); return 1, 2 }

func attempt(what string, f func()) {
	defer func() {
		fmt.Println(what, "->", recover(), trace)
		trace = nil
	}()
	f()
}

type list struct{ items []int }

func (l *list) grow() int {
	l.items = append(l.items, 0)
	return len(l.items)
}

var counter int

func bump() int { counter++; return counter }

func main() {
	a := []int{t("x", 1), t("y", 2)}
	a[t("index", 0)] = t("value", 5)
	show("assign")
	a[t("i", 0)], a[t("j", 1)] = t("a", 10), t("b", 20)
	show("parallel")
	_ = t("l", 1)+t("r", 2)*t("s", 3) > t("u", 4) && t("v", 1) == 1 || t("never", 0) == 1
	show("operators")
	m := map[int]int{t("k1", 1): t("v1", 1), t("k2", 2): t("v2", 2)}
	show("map literal")
	m[t("mk", 3)] += t("mv", 4)
	show("map op")
	fmt.Println(t("arg1", 1), func() int { return t("arg2", 2) }(), t("arg3", 3))
	show("arguments")

	i := 0
	i, a[i] = 1, 100
	fmt.Println(i, a)
	a[0], a[0] = 1, 2
	fmt.Println(a)
	x, y := 1, 2
	x, y = y, x+y
	fmt.Println(x, y)

	l := &list{}
	l.items = append(l.items, 0)
	l.items[0] = l.grow()
	fmt.Println(l.items)
	counter = 1
	sum := counter + bump()
	fmt.Println(sum)
	counter += bump()
	fmt.Println(counter)

	var p *list
	var nilMap map[int]int
	attempt("nil pointer store", func() { p.items = []int{t("right", 1)} })
	attempt("nil map store", func() { nilMap[t("key", 1)] = t("value", 2) })
	attempt("index store", func() { a[t("index", 9)] = t("value", 1) })
	attempt("division", func() { a[0] = t("n", 1) / t("zero", 0) })
	attempt("call of nil", func() { var f func(int); f(t("argument", 1)) })
	attempt("first of two", func() { m[7], a[9] = 1, 2 })
	fmt.Println(m[7])
	q, r := pair()
	show(fmt.Sprint("pair ", q, r))
	switch t("tag", 2) {
	case t("case1", 1), t("case2", 2), t("case3", 3):
	}
	show("switch")
	for k := t("start", 0); k < t("limit", 2); k += t("step", 1) {
	}
	show("for")
	for range t("once", 3) {
	}
	show("range")
	defer fmt.Println("deferred", t("deferred argument", 1))
	show("defer")
}
