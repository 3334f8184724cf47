package p

func f(x bool) {
	if x == true // ERROR "14: syntax error: unexpected newline, expected \{ after if clause"
	{
	}
	if { // ERROR "5: syntax error: missing condition in if statement"
	}
	if x; { // ERROR "6: syntax error: missing condition in if statement"
	}
	else { // ERROR "2: syntax error: unexpected keyword else, expected \}"
	}
}
