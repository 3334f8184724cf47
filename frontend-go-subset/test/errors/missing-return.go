package p

func a() int {
} // ERROR "1: missing return"

func b(x bool) int {
	if x {
		return 1
	}
} // ERROR "1: missing return"

func c(x bool) int {
	for {
		if x {
			break
		}
	}
} // ERROR "1: missing return"

func d(x int) int {
	switch x {
	case 1:
		return 1
	}
} // ERROR "1: missing return"

func e(x int) int {
	switch x {
	case 1:
		return 1
	default:
		panic("no")
	}
}

func f(c chan int) int {
	select {
	case <-c:
		return 1
	case c <- 1:
	}
} // ERROR "1: missing return"

func g() int {
L:
	for {
		for {
			break L
		}
	}
} // ERROR "1: missing return"

func h(x []int) int {
	for range x {
		return 1
	}
} // ERROR "1: missing return"

func i() int {
	func() int {
	}() // ERROR "2: missing return"
	for {
	}
}

func j() int { goto L; L: return 1 }
