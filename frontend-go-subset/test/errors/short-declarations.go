package p

type T struct{ x int }

func f() {
	a := 1 // ERROR "2: declared and not used: a"
	a := 2 // ERROR "4: no new variables on left side of :="
	a, b := 3, 4
	b, b := 5, 6 // ERROR "5: b repeated on left side of :="
	var t T
	t.x := 7 // ERROR "2: non-name t\.x on left side of :="
	_ := 8 // ERROR "4: no new variables on left side of :="
	a, _ := 9, 10 // ERROR "7: no new variables on left side of :="
	nil := 11 // ERROR "2: declared and not used: nil"
	f.x, c := 1, 2 // ERROR "2: non-name f\.x on left side of :=" "4: f\.x undefined \(type func\(\) has no field or method x\)"
	_, _ = b, c
}
