package p

func f() {
	a1() // ERROR "2: undefined: a1"
	a2() // ERROR "2: undefined: a2"
	a3() // ERROR "2: undefined: a3"
	a4() // ERROR "2: undefined: a4"
	a5() // ERROR "2: undefined: a5"
	a6() // ERROR "2: undefined: a6"
	a7() // ERROR "2: undefined: a7"
	a8() // ERROR "2: undefined: a8"
	a9() // ERROR "2: undefined: a9"
	a10() // ERROR "2: undefined: a10"
	a11() // ERROR "2: undefined: a11"
	a12() // ERROR "2: undefined: a12"
}
