package p

func f() {
	for i := 0; i < 10 { // ERROR "21: syntax error: unexpected \{, expected semicolon or newline"
	} // ERROR "2: syntax error: unexpected \}, expected expression"
	for var i = 0; i < 10; i++ { // ERROR "10: syntax error: var declaration not allowed in for initializer"
	}
	for i := 0; i < 10; i := 1 { // ERROR "24: syntax error: cannot declare in post statement of for loop"
	}
	for ;; {
	}
	for i := range { // ERROR "17: syntax error: unexpected \{, expected expression"
	} // ERROR "2: syntax error: unexpected \}, expected \{ after for clause"
}
