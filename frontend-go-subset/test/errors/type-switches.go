package p

type I interface{ m() }
type T struct{}
type U struct{}

func (T) m() {}
func (*U) m() {}

func f(x any, i I, n int) {
	switch x.(type) {
	case int, string:
	case int: // ERROR "7: duplicate case int in type switch"
	case nil, nil: // ERROR "12: duplicate case nil in type switch"
	case undefinedType: // ERROR "7: undefined: undefinedType"
	case 5: // ERROR "7: 5 is not a type"
	}
	switch i.(type) {
	case T:
	case U: // ERROR "7: impossible type switch case: U"
	case *U:
	case int: // ERROR "7: impossible type switch case: int"
	}
	switch n.(type) { // ERROR "9: n \(variable of type int\) is not an interface"
	case int:
	}
	switch y := x.(type) {
	case int:
		y + 1 // ERROR "3: y \+ 1 \(value of type int\) is not used"
	}
	switch y := x.(type) { // ERROR "9: y declared and not used"
	}
	switch _ := x.(type) { // ERROR "9: no new variable on left side of :="
	}
	_ = x.(type) // ERROR "6: invalid syntax tree: use of \.\(type\) outside type switch"
	_ = n.(int) // ERROR "6: invalid operation: n \(variable of type int\) is not an interface"
	_ = i.(U) // ERROR "6: impossible type assertion: i\.\(U\)"
	_ = i.(interface{ m(int) })
	_ = x.(I).n() // ERROR "12: x\.\(I\)\.n undefined \(type I has no field or method n\)"
	var a, ok = n.(int) // ERROR "14: invalid operation: n \(variable of type int\) is not an interface"
	_, _ = a, ok
}
