package p

func f(x int) {
L1:
	for {
		break L1
		continue L2 // ERROR "12: continue label not defined: L2"
	}
L3: // ERROR "1: label L3 defined and not used"
	x++
	goto L4 // ERROR "7: goto L4 jumps over declaration of y at 12:6"
	var y int
L4:
	_ = y
	goto L5 // ERROR "7: goto L5 jumps into block starting at 16:2"
	{
	L5:
	}
	break // ERROR "2: break is not in a loop, switch, or select"
	continue // ERROR "2: continue is not in a loop"
	for {
		func() { break }() // ERROR "12: break is not in a loop, switch, or select"
	}
L1: // ERROR "1: label L1 already defined at 4:1"
	switch x {
	case 1:
		continue L1 // ERROR "12: invalid continue label L1"
		fallthrough
	case 2:
		if x > 0 {
			fallthrough // ERROR "4: fallthrough statement out of place"
		}
	case 3:
		fallthrough // ERROR "3: cannot fallthrough final case in switch"
	}
	goto L6 // ERROR "7: label L6 not defined"
L7:
	if x > 0 {
		break L7 // ERROR "9: invalid break label L7"
	}
}
