package p

func f() {
	x := nil // ERROR "7: use of untyped nil in assignment"
	var y = nil // ERROR "10: use of untyped nil in variable declaration"
	_ = nil // ERROR "6: use of untyped nil in assignment to _ identifier"
	var z int = nil // ERROR "14: cannot use nil as int value in variable declaration"
	_ = nil == nil // ERROR "13: invalid operation: nil == nil \(operator == not defined on untyped nil\)"
	if nil { // ERROR "5: non-boolean condition in if statement"
	}
	switch nil { // ERROR "9: use of untyped nil in switch expression"
	}
	for range nil { // ERROR "12: cannot range over nil"
	}
	nil() // ERROR "2: invalid operation: cannot call nil: untyped nil is not a function"
	_ = *nil // ERROR "7: invalid operation: cannot indirect nil"
	_ = nil + nil // ERROR "6: invalid operation: operator \+ not defined on nil"
	_ = []int(nil)
	_ = append(nil, 1) // ERROR "13: invalid append: argument must be a slice; have untyped nil"
	_ = len(nil) // ERROR "10: invalid argument: nil for built-in len"
	print(nil) // ERROR "8: use of untyped nil in argument to built-in print"
	panic(nil)
	_, _, _ = x, y, z
}
