package p

type Num interface{ ~int | ~float64 }

func a[T any](x, y T) T      { return x + y } // ERROR "39: invalid operation: operator \+ not defined on x \(variable of type T constrained by any\)"
func b[T any](x, y T) bool   { return x == y } // ERROR "39: invalid operation: x == y \(incomparable types in type set\)"
func c[T comparable](x, y T) bool { return x < y } // ERROR "44: invalid operation: x < y \(type parameter T cannot use operator <\)"
func d[T Num](x T) T         { return x % 2 } // ERROR "39: invalid operation: operator % not defined on x \(variable of type T constrained by Num\)"
func e[T Num](x T) int       { return x } // ERROR "39: cannot use x \(variable of type T constrained by Num\) as int value in return statement"
func f[T Num](x T) T         { return 1.5 } // ERROR "39: cannot use 1\.5 \(untyped float constant\) as T value in return statement"
func g[T ~[]int | ~string](x T) int { return len(x) + cap(x) } // ERROR "59: invalid argument: x \(variable of type T constrained by ~\[\]int \| ~string\) for built-in cap"
func h[T any](x T)           { x.foo() } // ERROR "34: x\.foo undefined \(type T has no field or method foo\)"
func i[T any](x T)           { _ = x.(int) } // ERROR "36: invalid operation: cannot use type assertion on type parameter value x \(variable of type T constrained by any\)"
func j[T any](x T)           { switch x.(type) {} } // ERROR "39: cannot use type switch on type parameter value x \(variable of type T constrained by any\)"
func k[T any]() T            { return nil } // ERROR "39: cannot use nil as T value in return statement"
func l[T any](x T)           { var _ int = x; var _ any = x } // ERROR "44: cannot use x \(variable of type T constrained by any\) as int value in variable declaration"
func m[T ~[]E, E any](x T) E { return x[0] + x[1] } // ERROR "39: invalid operation: operator \+ not defined on x\[0\] \(variable of type E constrained by any\)"
func n[T interface{ *E }, E any](x T) E { return *x }
func o[T any](x T)           { x() } // ERROR "32: invalid operation: cannot call x \(variable of type T constrained by any\): no specific type"
func p[T func()](x T)        { x() }
func q[T any](x T)           { for range x {} } // ERROR "42: cannot range over x \(variable of type T constrained by any\): no specific type"
func r[T []int | map[int]int](x T) { for _, v := range x { _ = v } } // ERROR "56: cannot range over x \(variable of type T constrained by \[\]int \| map\[int\]int\): \[\]int and map\[int\]int have different underlying types"
func s[T chan int | []int](x T) { <-x } // ERROR "37: invalid operation: cannot receive from x \(variable of type T constrained by chan int \| \[\]int\): non-channel \[\]int"
func t[T any, T any]()       {} // ERROR "15: T redeclared in this block"
func u[T T2]()               {} // ERROR "10: undefined: T2"
func v[T interface{ m() }](x T) { x.m(); x.n() } // ERROR "44: x\.n undefined \(type T has no field or method n\)"
func w[T Num](x T) string    { return string(x) } // ERROR "46: cannot convert x \(variable of type T constrained by Num\) to type string: cannot convert float64 \(in T\) to type string"
func x[T ~int](x T) string   { return string(x) }
func y[T any](x *T)          { x.foo(); *x = 1 } // ERROR "34: x\.foo undefined \(type \*T is pointer to type parameter, not type parameter\)" "46: cannot use 1 \(untyped int constant\) as T value in assignment"
