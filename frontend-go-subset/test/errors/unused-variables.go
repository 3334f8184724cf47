package p

func f(unusedParam int) (result int) {
	a := 1
	var b, c int // ERROR "6: declared and not used: b"
	b = 2
	d := func() { // ERROR "2: declared and not used: d"
		e := 3 // ERROR "3: declared and not used: e"
	}
	for i, v := range []int{1} { // ERROR "9: declared and not used: v"
		_ = i
	}
	switch x := any(a).(type) { // ERROR "9: x declared and not used"
	case int:
	}
	if g := 1; c == 0 { // ERROR "5: declared and not used: g"
	}
	return
}
