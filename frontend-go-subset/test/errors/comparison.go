package p

type S struct{ a int; b []int }
type T struct{ a int }
type I interface{ m() }
type J interface{ n() }

func f(s S, t T, u struct{ a int }, i I, j J, p *T, q *S, x any, g func(), a [2]func()) {
	_ = s == s // ERROR "6: invalid operation: s == s \(struct containing \[\]int cannot be compared\)"
	_ = t == u
	_ = i == j // ERROR "11: invalid operation: i == j \(mismatched types I and J\)"
	_ = i == t // ERROR "11: invalid operation: i == t \(mismatched types I and T\)"
	_ = p == q // ERROR "11: invalid operation: p == q \(mismatched types \*T and \*S\)"
	_ = p == nil
	_ = x == s // ERROR "11: invalid operation: x == s \(struct containing \[\]int cannot be compared\)"
	_ = x == t
	_ = g == nil
	_ = g == g // ERROR "6: invalid operation: g == g \(func can only be compared to nil\)"
	_ = a == a // ERROR "6: invalid operation: a == a \(\[2\]func\(\) cannot be compared\)"
	_ = t < t // ERROR "6: invalid operation: t < t \(operator < not defined on struct\)"
	_ = p < p // ERROR "6: invalid operation: p < p \(operator < not defined on pointer\)"
	_ = "a" < 1 // ERROR `12: invalid operation: "a" < 1 \(mismatched types untyped string and untyped int\)`
	_ = 1 == 1.5
	_ = 1 == "a" // ERROR `11: invalid operation: 1 == "a" \(mismatched types untyped int and untyped string\)`
	_ = nil == 1 // ERROR "13: invalid operation: nil == 1 \(mismatched types untyped nil and untyped int\)"
	_ = true < false // ERROR "6: invalid operation: true < false \(operator < not defined on untyped bool\)"
	_ = x < x // ERROR "6: invalid operation: x < x \(operator < not defined on interface\)"
	_ = f == f // ERROR "6: invalid operation: f == f \(func can only be compared to nil\)"
	_ = [0]int{} == [1]int{} // ERROR "18: invalid operation: \[0\]int\{\} == \[1\]int\{\} \(mismatched types \[0\]int and \[1\]int\)"
	if s == s { // ERROR "5: invalid operation: s == s \(struct containing \[\]int cannot be compared\)"
	}
	_ = true == 1 // ERROR "14: invalid operation: true == 1 \(mismatched types untyped bool and untyped int\)"
	_ = 'a' == 97
}
