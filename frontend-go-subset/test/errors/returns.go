package p

func a() int {
	return // ERROR "2: not enough return values"
}

func b() {
	return 1 // ERROR "9: too many return values"
}

func c() (int, string) {
	return 1 // ERROR "9: not enough return values"
}

func d() (int, string) {
	return 1, 2 // ERROR "12: cannot use 2 \(untyped int constant\) as string value in return statement"
}

func e() (x int, err error) {
	{
		err := 1
		_ = err
		return // ERROR "3: result parameter err not in scope at return"
	}
	return "a", nil // ERROR `9: cannot use "a" \(untyped string constant\) as int value in return statement`
}

func f() (int, error) {
	return a() // ERROR "9: not enough return values"
}

func g() (int, string) {
	return d(), 1 // ERROR "9: multiple-value d\(\) \(value of type \(int, string\)\) in single-value context" "14: cannot use 1 \(untyped int constant\) as string value in return statement"
}
