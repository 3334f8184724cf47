package p

func none()
func one() int
func two() (int, int)

func f() {
	a, b := 1 // ERROR "5: declared and not used: b" "10: assignment mismatch: 2 variables but 1 value"
	c := 1, 2 // ERROR "2: declared and not used: c" "7: assignment mismatch: 1 variable but 2 values"
	var d, e = two(), 1 // ERROR "13: multiple-value two\(\) \(value of type \(int, int\)\) in single-value context"
	var g, h, i = two() // ERROR "16: assignment mismatch: 3 variables but two returns 2 values"
	j := none() // ERROR "7: none\(\) \(no value\) used as value"
	k := two() // ERROR "7: assignment mismatch: 1 variable but two returns 2 values"
	a, b = one() // ERROR "9: assignment mismatch: 2 variables but one returns 1 value"
	a = two() // ERROR "6: assignment mismatch: 1 variable but two returns 2 values"
	a, b, c = 1, 2
	var l, m int = 1 // ERROR "17: assignment mismatch: 2 variables but 1 value"
	_, _, _, _, _, _, _, _, _, _ = d, e, g, h, i, j, k, l, m, a
	return 1 // ERROR "9: too many return values"
}
