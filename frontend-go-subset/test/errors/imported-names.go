package p

import (
	"bytes"
	"errors"
	"fmt"
)

func f() {
	var b bytes.Buffer
	b.buf = nil // ERROR "4: b\.buf undefined \(cannot refer to unexported field buf\)"
	b.writeString("x") // ERROR "4: b\.writeString undefined \(type bytes\.Buffer has no field or method writeString, but does have method WriteString\)"
	b.Foo() // ERROR "4: b\.Foo undefined \(type bytes\.Buffer has no field or method Foo\)"
	fmt.Println("x").foo() // ERROR `2: multiple-value fmt\.Println\("x"\) \(value of type \(n int, err error\)\) in single-value context`
	n := fmt.Println("x") // ERROR "7: assignment mismatch: 1 variable but fmt\.Println returns 2 values"
	err := errors.New(1) // ERROR "20: cannot use 1 \(untyped int constant\) as string value in argument to errors\.New"
	fmt.Printf() // ERROR "2: not enough arguments in call to fmt\.Printf"
	fmt.Errorf("x") = nil // ERROR `2: cannot assign to fmt\.Errorf\("x"\) \(neither addressable nor a map index expression\)`
	var s fmt.Stringer = b // ERROR "23: cannot use b \(variable of struct type bytes\.Buffer\) as fmt\.Stringer value in variable declaration: bytes\.Buffer does not implement fmt\.Stringer \(method String has pointer receiver\)"
	var t fmt.Stringer = &b
	_, _, _, _ = n, err, s, t
}
