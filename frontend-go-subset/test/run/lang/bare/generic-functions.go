// Generic functions: inference, constraints, explicit instantiation, instantiation with many shapes of types.
//
// stderr: sum 6 -128 9 4 0
// stderr: apply 2 42
// stderr: filter abc
// stderr: reduce 123
// stderr: keys 1
// stderr: zero 0 true true false true 0
// stderr: equal true false true false true
// stderr: pointer 6 s 3
// stderr: largest 9 c 1
// stderr: convert 44 0 14 -9
// stderr: describe myInt
// stderr: kinds int string myInt other other
// stderr: values 3 0
// stderr: inferred from assignment true

package main

type number interface {
	~int | ~int8 | ~uint8 | ~int64 | ~float32 | ~float64
}

type myInt int

func sum[T number](xs ...T) (total T) {
	for _, x := range xs {
		total += x
	}
	return
}

func apply[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, x := range s {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func reduce[T, A any](xs []T, acc A, f func(A, T) A) A {
	for _, x := range xs {
		acc = f(acc, x)
	}
	return acc
}

func keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

func zero[T any]() T {
	var z T
	return z
}

func equal[T comparable](a, b T) bool { return a == b }

func pointer[T any](v T) *T { return &v }

func largest[T int | string | float64](first T, rest ...T) T {
	for _, x := range rest {
		if x > first {
			first = x
		}
	}
	return first
}

func convert[To, From number](x From) To { return To(x) }

type stringer interface{ text() string }

func (m myInt) text() string { return "myInt" }

func describe[T stringer](v T) string { return v.text() }

func kindOf[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of it"
	case myInt:
		return "myInt"
	}
	return "other"
}

type names []string

func (n names) first() string { return n[0] }

func main() {
	println("sum", sum(1, 2, 3), sum[int8](100, 28), sum(myInt(4), 5), int(sum(1.5, 2.5)), sum[uint8]())
	println("apply", len(apply([]int{1, 2}, func(i int) string { return string(rune('a' + i)) })), apply([]string{"x"}, func(s string) int { return len(s) + 41 })[0])
	println("filter", filter(names{"b", "abc", "a"}, func(s string) bool { return len(s) > 1 }).first())
	println("reduce", reduce([]int{1, 2, 3}, "", func(acc string, x int) string { return acc + string(rune('0'+x)) }))
	println("keys", keys(map[string]bool{"a": true}))
	println("zero", zero[int](), zero[string]() == "", zero[*int]() == nil, zero[[2]bool]()[1], zero[any]() == nil, zero[struct{ n int8 }]().n)
	println("equal", equal(1, 1), equal("a", "b"), equal([2]int{1, 2}, [2]int{1, 2}), equal[any](1, "1"), equal(struct{ s string }{"x"}, struct{ s string }{"x"}))
	p := pointer(myInt(5))
	*p++
	println("pointer", *p, *pointer("s"), **pointer(pointer(3)))
	println("largest", largest(3, 9, 4), largest("b", "c", "a"), int(largest(1.5, 0.5)))
	println("convert", convert[int8](300), convert[uint8](-1.0+257), int(convert[float32](7)*2), convert[int64](myInt(-9)))
	println("describe", describe(myInt(0)))
	println("kinds", kindOf(1), kindOf("s"), kindOf(myInt(1)), kindOf(1.5), kindOf([]int{}))
	f := sum[float64]
	g := apply[int, int]
	println("values", int(f(1, 2)), len(g(nil, nil)))
	var h func(string, string) bool = equal
	println("inferred from assignment", h("q", "q"))
}
