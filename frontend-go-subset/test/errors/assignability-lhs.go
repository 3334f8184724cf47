package p

type T struct{ x int }

const c = 1

func g() int
func h() T

var m map[string]T

func f() {
	c = 2 // ERROR "2: cannot assign to c \(neither addressable nor a map index expression\)"
	1 = 2 // ERROR "2: cannot assign to 1 \(neither addressable nor a map index expression\)"
	g() = 1 // ERROR "2: cannot assign to g\(\) \(neither addressable nor a map index expression\)"
	h().x = 1 // ERROR "2: cannot assign to h\(\)\.x \(neither addressable nor a map index expression\)"
	m["a"].x = 1 // ERROR `2: cannot assign to struct field m\["a"\]\.x in map`
	m["a"] = T{}
	f = nil // ERROR "2: cannot assign to f \(neither addressable nor a map index expression\)"
	nil = 1 // ERROR "2: cannot assign to nil \(neither addressable nor a map index expression\)"
	int = 1 // ERROR "2: int \(type\) is not an expression"
	_ = _ // ERROR "6: cannot use _ as value or type"
	_++ // ERROR "2: cannot use _ as value or type"
	g()++ // ERROR "2: cannot assign to g\(\) \(neither addressable nor a map index expression\)"
	"a" += "b" // ERROR `2: cannot assign to "a" \(neither addressable nor a map index expression\)`
	(c) = 3 // ERROR "2: cannot assign to \(c\) \(neither addressable nor a map index expression\)"
	*g() = 1 // ERROR "3: invalid operation: cannot indirect g\(\) \(value of type int\)"
	x, m["b"] = 1, T{} // ERROR "2: undefined: x"
	_ = 1
	true = false // ERROR "2: cannot assign to true \(neither addressable nor a map index expression\)"
	f() = f() // ERROR "8: f\(\) \(no value\) used as value"
	var p *T
	p.x = "a" // ERROR `8: cannot use "a" \(untyped string constant\) as int value in assignment`
	p.y = 1 // ERROR "4: p\.y undefined \(type \*T has no field or method y\)"
}
