package p

func Map[T, U any](s []T, f func(T) U) []U          { return nil }
func Apply[T any](f func(T), x T)                   {}
func New[T any]() T                                 { panic(0) }
func Slice[S ~[]E, E any](s S) E                    { panic(0) }
func Two[A, B any](a A) B                           { panic(0) }
func Same[T any](a, b T)                            {}
func Variadic[T any](a ...T)                        {}
func Fn[T any](f func(T) T)                         {}
func id[T any](x T) T                               { return x }
func conv(x int) string                             { return "" }

func f() {
	var r []string = Map([]int{1}, conv)
	var q []int = Map([]int{1}, conv) // ERROR "16: cannot use Map\(\[\]int\{…\}, conv\) \(value of type \[\]string\) as \[\]int value in variable declaration"
	Map([]int{1}, func(s string) string { return s }) // ERROR "16: in call to Map, type func\(s string\) string of func\(s string\) string \{…\} does not match inferred type func\(int\) U for func\(T\) U"
	Map(1, conv) // ERROR "6: cannot use 1 \(untyped int constant\) as \[\]int value in argument to Map"
	Apply(func(s string) {}, 1) // ERROR "27: cannot use 1 \(untyped int constant\) as string value in argument to Apply"
	New() // ERROR "5: in call to New, cannot infer T \(declared at 5:10\)"
	_ = New[int]()
	Slice(5) // ERROR "7: in call to Slice, cannot infer E \(declared at 6:20\)"
	_ = Slice([]string{})
	Two(1) // ERROR "5: in call to Two, cannot infer B \(declared at 7:13\)"
	_ = Two[int, string](1)
	_ = Two[int](1) // ERROR "14: in call to Two\[int\], cannot infer B \(declared at 7:13\)"
	Same(1, "a") // ERROR "10: in call to Same, mismatched types untyped int and untyped string \(cannot infer T\)"
	Same([]int{}, []string{}) // ERROR "16: in call to Same, type \[\]string of \[\]string\{\} does not match inferred type \[\]int for T"
	Same(1, 2.5)
	Same(nil, nil) // ERROR "6: in call to Same, cannot infer T \(declared at 8:11\)"
	Same(nil, &r)
	Variadic(1, 2, 3)
	Variadic(1, "a") // ERROR "14: in call to Variadic, mismatched types untyped int and untyped string \(cannot infer T\)"
	Variadic() // ERROR "10: in call to Variadic, cannot infer T \(declared at 9:15\)"
	Fn(id) // ERROR "4: in call to Fn, cannot infer T \(declared at 10:9\)"
	Fn(conv) // ERROR "5: in call to Fn, type func\(x int\) string of conv does not match inferred type func\(int\) int for func\(T\) T"
	var g func(int) int = id
	var h func(int) string = id // ERROR "27: inferred type func\(x int\) int for func\(x T\) T does not match type func\(int\) string of h"
	_, _, _ = q, g, h
}
