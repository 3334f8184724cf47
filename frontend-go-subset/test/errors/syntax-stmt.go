package p

func f(x int) {
	x + 
	x = = 1 // ERROR "6: syntax error: unexpected =, expected expression"
	x y
	go // ERROR "2: syntax error: unexpected keyword go at end of statement"
	defer x // ERROR "2: syntax error: unexpected keyword defer, expected expression"
	return 1 2 // ERROR "11: syntax error: unexpected literal 2 at end of statement"
	switch x {
		x = 1 // ERROR "3: syntax error: unexpected name x, expected case or default or \}"
	case 1 // ERROR "2: syntax error: unexpected keyword case, expected :"
		x = 2
	}
}
