package p

func f() {
	if true {
		x := 1
 // ERROR "1: syntax error: unexpected EOF, expected \}"