package p

type T struct{ x int }

func g() T

func f(p *int, q *T, n int, t T) {
	_ = *n // ERROR "7: invalid operation: cannot indirect n \(variable of type int\)"
	_ = **p // ERROR "7: invalid operation: cannot indirect \*p \(variable of type int\)"
	_ = &5 // ERROR "7: invalid operation: cannot take address of 5 \(untyped int constant\)"
	_ = &g() // ERROR "7: invalid operation: cannot take address of g\(\) \(value of struct type T\)"
	_ = &T{}
	_ = &t.x
	_ = &g().x // ERROR "7: invalid operation: cannot take address of g\(\)\.x \(value of type int\)"
	_ = &"a" // ERROR `7: invalid operation: cannot take address of "a" \(untyped string constant\)`
	_ = &f // ERROR "7: invalid operation: cannot take address of f \(value of type func\(p \*int, q \*T, n int, t T\)\)"
	_ = &int // ERROR "7: int \(type\) is not an expression"
	_ = p.x // ERROR "8: p\.x undefined \(type \*int has no field or method x\)"
	_ = q.x + p // ERROR "6: invalid operation: q\.x \+ p \(mismatched types int and \*int\)"
	p = q // ERROR "6: cannot use q \(variable of type \*T\) as \*int value in assignment"
	p = &q.x
	*p = "a" // ERROR `7: cannot use "a" \(untyped string constant\) as int value in assignment`
	*q = T{"a"} // ERROR `9: cannot use "a" \(untyped string constant\) as int value in struct literal`
	_ = (*q).y // ERROR "11: \(\*q\)\.y undefined \(type T has no field or method y\)"
	_ = *q == t
	_ = *nil // ERROR "7: invalid operation: cannot indirect nil"
	_ = &nil // ERROR "7: invalid operation: cannot take address of nil"
	_ = &map[string]int{"a": 1}["a"] // ERROR `7: invalid operation: cannot take address of map\[string\]int\{…\}\["a"\] \(map index expression of type int\)`
	_ = &[]int{1}[0]
	_ = &[1]int{1}[0] // ERROR "7: invalid operation: cannot take address of \[1\]int\{…\}\[0\] \(value of type int\)"
	p++ // ERROR "2: invalid operation: p\+\+ \(non-numeric type \*int\)"
}
