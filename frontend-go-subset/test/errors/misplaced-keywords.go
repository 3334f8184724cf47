package p

func f() {
	var x = 1
	if x = 2 { // ERROR "7: syntax error: cannot use assignment x = 2 as value"
	}
}
