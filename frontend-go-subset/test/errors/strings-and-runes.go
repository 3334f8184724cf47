package p

func f(s string, r rune, b byte) {
	_ = s + r // ERROR "6: invalid operation: s \+ r \(mismatched types string and rune\)"
	_ = s + 'a' // ERROR "6: invalid operation: s \+ 'a' \(mismatched types string and untyped rune\)"
	_ = s + string(r)
	_ = s[0] + r // ERROR "6: invalid operation: s\[0\] \+ r \(mismatched types byte and rune\)"
	_ = r + b // ERROR "6: invalid operation: r \+ b \(mismatched types rune and byte\)"
	_ = r + 'a' + 1
	s[0] = 'x' // ERROR "2: cannot assign to s\[0\] \(neither addressable nor a map index expression\)"
	var _ byte = 'é'
	var _ byte = '世' // ERROR "15: cannot use '世' \(untyped rune constant 19990\) as byte value in variable declaration \(overflows\)"
	var _ rune = "a" // ERROR `15: cannot use "a" \(untyped string constant\) as rune value in variable declaration`
	var _ string = 'a' // ERROR "17: cannot use 'a' \(untyped rune constant 97\) as string value in variable declaration"
	_ = s == 'a' // ERROR "11: invalid operation: s == 'a' \(mismatched types string and untyped rune\)"
	_ = s[0] == "a" // ERROR `14: invalid operation: s\[0\] == "a" \(mismatched types byte and untyped string\)`
	_ = s * 2 // ERROR "6: invalid operation: s \* 2 \(mismatched types string and untyped int\)"
	_ = "a" - "b" // ERROR `6: invalid operation: operator - not defined on "a" \(untyped string constant\)`
	for i, c := range s {
		_ = i + c // ERROR "7: invalid operation: i \+ c \(mismatched types int and rune\)"
	}
	_ = s[1:r]
	_ = s[b]
	_ = string([]int{}) // ERROR "13: cannot convert \[\]int\{\} \(value of type \[\]int\) to type string"
	_ = []rune(b) // ERROR "13: cannot convert b \(variable of type byte\) to type \[\]rune"
}
