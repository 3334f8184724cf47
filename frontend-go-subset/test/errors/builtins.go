package p

func f(s []int, m map[string]int, n int, a [3]int, str string, c chan int) {
	_ = append(n, 1) // ERROR "13: invalid append: argument must be a slice; have n \(variable of type int\)"
	_ = append(s, "a") // ERROR `16: cannot use "a" \(untyped string constant\) as int value in argument to append`
	_ = append() // ERROR "6: invalid operation: not enough arguments for append\(\) \(expected 1, found 0\)"
	_ = append(s, s) // ERROR "16: cannot use s \(variable of type \[\]int\) as int value in argument to append"
	append(s, 1) // ERROR "2: append\(s, 1\) \(value of type \[\]int\) is not used"
	_ = len(n) // ERROR "10: invalid argument: n \(variable of type int\) for built-in len"
	_ = len(s, s) // ERROR "6: invalid operation: too many arguments for len\(s, s\) \(expected 1, found 2\)"
	_ = cap(m) // ERROR "10: invalid argument: m \(variable of type map\[string\]int\) for built-in cap"
	_ = cap(str) // ERROR "10: invalid argument: str \(variable of type string\) for built-in cap"
	_ = make(int) // ERROR "11: invalid argument: cannot make int: type must be slice, map, or channel"
	_ = make([]int) // ERROR "6: invalid operation: make\(\[\]int\) expects 2 or 3 arguments; found 1"
	_ = make([]int, -1) // ERROR "18: invalid argument: index -1 \(constant of type int\) must not be negative"
	_ = make([]int, 5, 3) // ERROR "18: invalid argument: length and capacity swapped"
	_ = make([]int, "a") // ERROR `18: cannot convert "a" \(untyped string constant\) to type int`
	_ = make(map[string]int, 1, 2) // ERROR "6: invalid operation: make\(map\[string\]int, 1, 2\) expects 1 or 2 arguments; found 3"
	_ = new(1, 2) // ERROR "6: invalid operation: too many arguments for new\(1, 2\) \(expected 1, found 2\)"
	_ = new() // ERROR "6: invalid operation: not enough arguments for new\(\) \(expected 1, found 0\)"
	copy(s, m) // ERROR "10: invalid copy: argument must be a slice; have m \(variable of type map\[string\]int\)"
	copy(s, "a") // ERROR `7: invalid copy: arguments s \(variable of type \[\]int\) and "a" \(untyped string constant\) have different element types int and byte`
	copy(s, []string{}) // ERROR "7: invalid copy: arguments s \(variable of type \[\]int\) and \[\]string\{\} \(value of type \[\]string\) have different element types int and string"
	delete(m, 1) // ERROR "12: cannot use 1 \(untyped int constant\) as string value in argument to delete"
	delete(s, 1) // ERROR "9: invalid argument: s \(variable of type \[\]int\) is not a map"
	delete(m) // ERROR "2: invalid operation: not enough arguments for delete\(m\) \(expected 2, found 1\)"
	clear(n) // ERROR "8: invalid argument: cannot clear n \(variable of type int\): argument must be \(or constrained by\) map or slice"
	clear(a) // ERROR "8: invalid argument: cannot clear a \(variable of type \[3\]int\): argument must be \(or constrained by\) map or slice"
	_ = min(1, "a") // ERROR `13: invalid argument: mismatched types untyped int \(previous argument\) and untyped string \(type of "a"\)`
	_ = max() // ERROR "6: invalid operation: not enough arguments for max\(\) \(expected 1, found 0\)"
	_ = max(1, 2.5, n) // ERROR "13: 2\.5 \(untyped float constant\) truncated to int"
	_ = min(s, s) // ERROR "10: invalid argument: s \(variable of type \[\]int\) cannot be ordered"
	_ = complex(1, "a") // ERROR `14: invalid operation: complex\(1, "a"\) \(mismatched types untyped float and untyped string\)`
	_ = complex(n, 1) // ERROR "14: invalid argument: arguments have type int, expected floating-point"
	_ = real(n) // ERROR "11: invalid argument: argument has type int, expected complex type"
	_ = imag("x") // ERROR "11: invalid argument: argument has type untyped string, expected complex type"
	panic() // ERROR "2: invalid operation: not enough arguments for panic\(\) \(expected 1, found 0\)"
	panic(1, 2) // ERROR "2: invalid operation: too many arguments for panic\(1, 2\) \(expected 1, found 2\)"
	print(f)
	_ = recover(1) // ERROR "6: invalid operation: too many arguments for recover\(1\) \(expected 0, found 1\)"
	_ = len // ERROR "6: len \(built-in\) must be called"
	len := 1
	_ = len(s) // ERROR "6: invalid operation: cannot call len \(variable of type int\): int is not a function"
	close(c, c) // ERROR "2: invalid operation: too many arguments for close\(c, c\) \(expected 1, found 2\)"
	_ = println // ERROR "6: println \(built-in\) must be called"
	min(1, 2) // ERROR "2: min\(1, 2\) \(untyped int constant 1\) is not used"
}
