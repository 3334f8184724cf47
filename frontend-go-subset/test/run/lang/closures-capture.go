// What closures capture: variables, not values; loop variables per iteration; named results; parameters; receivers.
package main

import "fmt"

type machine struct{ steps []func() }

func (m *machine) on(name string, f func(string)) *machine {
	m.steps = append(m.steps, func() { f(name) })
	return m
}

func memo[K comparable, V any](f func(K) V) func(K) V {
	cache := map[K]V{}
	return func(k K) V {
		v, ok := cache[k]
		if !ok {
			v = f(k)
			cache[k] = v
		}
		return v
	}
}

func generator(n int) (next func() (int, bool), reset func()) {
	i := 0
	next = func() (v int, ok bool) {
		if i < n {
			v, ok = i*i, true
			i++
		}
		return
	}
	reset = func() { i = 0 }
	return
}

func curry(a int) func(int) func(int) int {
	return func(b int) func(int) int {
		return func(c int) int {
			a += 100
			return a + b*10 + c
		}
	}
}

func variadic(fs ...func(int) int) (total int) {
	for i, f := range fs {
		total += f(i)
	}
	return
}

func result() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	panic("x")
}

func main() {
	var log []string
	m := &machine{}
	for _, name := range []string{"a", "b", "c"} {
		m.on(name, func(s string) { log = append(log, s+name) })
	}
	for _, s := range m.steps {
		s()
	}
	fmt.Println(log)
	calls := 0
	var fib func(int) int
	fib = memo(func(n int) int {
		calls++
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(80), calls)
	next, reset := generator(3)
	for v, ok := next(); ok; v, ok = next() {
		fmt.Print(v, " ")
	}
	reset()
	fmt.Println(next())
	f := curry(1)
	g := f(2)
	fmt.Println(g(3), g(3), f(0)(0))
	fmt.Println(variadic(func(i int) int { return i + 1 }, func(i int) int { return i * 10 }), result())
	var prints []func() string
	for i, j := 0, 10; i < 3; i, j = i+1, j-1 {
		prints = append(prints, func() string { i += 5; j--; return fmt.Sprint(i, j) })
		if i == 1 {
			prints[1]()
		}
	}
	for _, p := range prints {
		fmt.Print(p(), " ", p(), "; ")
	}
	fmt.Println()
	x, y := 1, "one"
	change := func() { x, y = 2, "two" }
	show := func() string { return fmt.Sprint(x, y) }
	fmt.Print(show(), " ")
	change()
	fmt.Println(show())
	s := []int{1, 2, 3}
	grow := func() { s = append(s, len(s)) }
	grow()
	grow()
	fmt.Println(s)
	type local struct{ n int }
	l := local{1}
	lp := &l
	inc := func() int { lp.n++; l.n *= 10; return l.n }
	fmt.Println(inc(), inc(), l)
	func(n int) {
		n++
		defer func() { fmt.Println("deferred sees", n) }()
		n *= 10
	}(4)
	fmt.Println(func() func() int { z := 7; return func() int { z++; return z } }()())
	switch h := func() int { return x }; {
	case h() == 2:
		x = 50
		fmt.Println(h())
	}
}
