package p

type S struct{ f func() }

func g() {
	var (
		a int
		b string
		c float64
		d []int
		e map[string]int
		f func()
		s S
		p *int
		q bool
		ch chan int
	)
	_ = a + b // ERROR "6: invalid operation: a \+ b \(mismatched types int and string\)"
	_ = a + c // ERROR "6: invalid operation: a \+ c \(mismatched types int and float64\)"
	_ = d == d // ERROR "6: invalid operation: d == d \(slice can only be compared to nil\)"
	_ = e == nil
	_ = f == f // ERROR "6: invalid operation: f == f \(func can only be compared to nil\)"
	_ = s == s // ERROR "6: invalid operation: s == s \(struct containing func\(\) cannot be compared\)"
	_ = p + 1 // ERROR "6: invalid operation: p \+ 1 \(mismatched types \*int and untyped int\)"
	_ = p < p // ERROR "6: invalid operation: p < p \(operator < not defined on pointer\)"
	_ = q + q // ERROR "6: invalid operation: operator \+ not defined on q \(variable of type bool\)"
	_ = q && a // ERROR "6: invalid operation: q && a \(mismatched types bool and int\)"
	_ = !a // ERROR "7: invalid operation: operator ! not defined on a \(variable of type int\)"
	_ = -b // ERROR "7: invalid operation: operator - not defined on b \(variable of type string\)"
	_ = ^c // ERROR "7: invalid operation: operator \^ not defined on c \(variable of type float64\)"
	_ = a << c // ERROR "11: invalid operation: shift count c \(variable of type float64\) must be integer"
	_ = c << 1 // ERROR "6: invalid operation: shifted operand c \(variable of type float64\) must be integer"
	_ = a % c // ERROR "6: invalid operation: a % c \(mismatched types int and float64\)"
	_ = c % c // ERROR "6: invalid operation: operator % not defined on c \(variable of type float64\)"
	_ = &1 // ERROR "7: invalid operation: cannot take address of 1 \(untyped int constant\)"
	_ = &a.b // ERROR "9: a\.b undefined \(type int has no field or method b\)"
	_ = *a // ERROR "7: invalid operation: cannot indirect a \(variable of type int\)"
	_ = <-a // ERROR "8: invalid operation: cannot receive from non-channel int a \(variable of type int\)"
	_ = ch < ch // ERROR "6: invalid operation: ch < ch \(operator < not defined on chan\)"
	_ = a == nil // ERROR "11: invalid operation: a == nil \(mismatched types int and untyped nil\)"
	_ = b == 'a' // ERROR "11: invalid operation: b == 'a' \(mismatched types string and untyped rune\)"
	_ = a &^ "x" // ERROR `6: invalid operation: a &\^ "x" \(mismatched types int and untyped string\)`
	a += "x" // ERROR `2: invalid operation: a \+= "x" \(mismatched types int and untyped string\)`
	b -= "x" // ERROR "2: invalid operation: operator - not defined on b \(variable of type string\)"
	q++ // ERROR "2: invalid operation: q\+\+ \(non-numeric type bool\)"
	b-- // ERROR "2: invalid operation: b-- \(non-numeric type string\)"
}
