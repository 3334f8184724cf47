// Scopes: what an inner declaration hides and for how long; predeclared names can be redefined.
package main

import "fmt"

var x = "package"

type T int

func (T) name() string { return "package T" }

const n = 10

func len2(s string) int { return len(s) }

func scopes() (x2 int, err error) {
	x := x + "!"
	if x := len(x); x > 3 {
		x := float64(x) / 2
		fmt.Println(x)
		{
			x := 'x'
			fmt.Println(x)
		}
	} else if y := x * 2; y > 0 {
		fmt.Println(x, y)
	}
	fmt.Println(x)
	for x := 0; x < 2; x++ {
		x := x * 100
		fmt.Print(x, " ")
	}
	switch x := x[0]; x {
	case 'p':
		x := "case"
		fmt.Println(x)
	}
	if v, err := fmt.Sscan("5", &x2); err != nil {
		return v, err
	}
	return
}

func redeclare() {
	a, b := 1, 2
	p := &a
	a, c := 3, 4
	fmt.Println(*p, a, b, c)
	{
		a, d := 5, 6
		fmt.Println(a, d, *p)
	}
	fmt.Println(a)
}

func types() {
	fmt.Println(T(1).name())
	type T struct{ v int }
	t := T{n}
	const n = n + 1
	{
		type T = string
		var s T = "inner"
		fmt.Println(s, n)
	}
	fmt.Printf("%v %T\n", t, t)
}

func predeclared() {
	true := false
	nil := 5
	string := func(n int) int { return n * 2 }
	int := "int"
	fmt.Println(true, nil, string(4), int)
	len := func(...any) float64 { return 0.5 }
	fmt.Println(len("abc"), len2("abc"))
	type error interface{ Foo() }
	var e error
	fmt.Println(e)
	iota := 3
	append, make := 1, 2
	print := fmt.Sprint
	fmt.Println(iota, append+make, print("p"))
}

func closures() {
	v := 1
	f := func() int { v := v + 1; v++; return v }
	g := func(v int) (r int) { defer func() { r += v }(); v *= 2; return v }
	fmt.Println(f(), v, g(5), v)
}

func parameters(fmt2 string, main int) (init int) {
	init = main + len2(fmt2)
	return
}

type s struct{ s *s }

func (s s) get(self *s2) bool { return s.s == nil && self != nil }

type s2 = struct{}

func main() {
	r, err := scopes()
	fmt.Println(r, err, x)
	redeclare()
	types()
	predeclared()
	closures()
	fmt.Println(parameters("ab", 3), s{}.get(&s2{}))
	main := "local"
	fmt := main + " fmt"
	println := func(a ...any) {}
	println(fmt)
	x, ok := any(x).(string)
	_ = ok
	x += "?"
	println(x)
}
