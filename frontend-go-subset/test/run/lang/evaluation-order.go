// Function calls, receives and operators are evaluated left to right; operands of assignments before any assignment.
package main

import "fmt"

var log []string

func t(name string, v int) int {
	log = append(log, name)
	return v
}

func b(name string, v bool) bool {
	log = append(log, name)
	return v
}

func f(name string) func(...int) int {
	log = append(log, name)
	return func(xs ...int) (sum int) {
		log = append(log, name+"()")
		for _, x := range xs {
			sum += x
		}
		return
	}
}

func s(name string) []int {
	log = append(log, name)
	return []int{10, 20, 30}
}

func m(name string) map[int]int {
	log = append(log, name)
	return shared
}

var shared = map[int]int{}

type obj struct{ v int }

func get(name string, v int) *obj { log = append(log, name); return &obj{v} }
func (o *obj) add(n int) *obj     { log = append(log, fmt.Sprint("add", n)); o.v += n; return o }

func two() (int, int) { log = append(log, "two"); return 1, 2 }

func show(name string, vs ...any) {
	fmt.Println(name, vs, log)
	log = nil
}

func main() {
	show("binary", t("a", 1)+t("b", 2)*t("c", 3))
	show("call", f("f")(t("x", 1), t("y", 2)))
	show("index", s("s")[t("i", 1)])
	m("m")[t("k", 1)] = t("v", 2)
	show("map assign", shared)
	x, y := t("x", 1), t("y", 2)
	x, y = y+t("p", 0), x+t("q", 0)
	show("swap", x, y)
	arr := []int{1, 2, 3}
	i := 0
	i, arr[i] = 1, 9
	show("assign", i, arr)
	arr[0], arr[0] = 1, 2
	show("twice", arr)
	show("literal", []int{t("0", 0), t("1", 1)}, map[int]int{t("k", 1): t("v", 2)}, obj{t("f", 3)})
	show("chain", get("o", 1).add(t("n", 1)).add(t("m", 2)).v)
	show("logic", b("a", false) && b("b", true) || b("c", true) && !b("d", false))
	show("compare", t("l", 1) < t("r", 2), t("l", 1) == t("r", 1))
	p := &obj{1}
	q := p
	p.v, p = 5, &obj{7}
	show("pointer", p.v, q.v)
	c := make(chan int, 2)
	c <- t("sent", 1)
	c <- t("sent", 2)
	show("receive", <-c-t("mid", 10)-<-c)
	a, d := two()
	show("multi", a, d)
	sum := 0
	for i := t("from", 0); i < t("to", 2); i += t("step", 1) {
		sum += i
	}
	show("for", sum)
	z := []int{1, 2, 3}
	for i, v := range z {
		z = append(z[:0:0], 9, 9, 9)
		sum += v * (i + 1)
	}
	show("range", sum, z)
	k := 1
	k += t("k", k) + func() int { k = 100; return 1 }()
	show("op assign", k > 0)
	switch t("tag", 2) {
	case t("one", 1), t("two", 2), t("three", 3):
		show("switch")
	}
	s("left")[t("at", 2)] += t("right", 5)
	show("index op")
	defer show("deferred", t("d", 1))
	show("convert", float64(t("n", 3))/2, string(rune(t("r", 'x'))))
	show("slice", s("s")[t("lo", 1):t("hi", 2):t("max", 3)])
}
