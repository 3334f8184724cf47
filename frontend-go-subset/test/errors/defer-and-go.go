package p

func f() (int, error)

func g(ch chan int) {
	defer f
	defer f()
	go f
	defer (f()) // ERROR "8: expression in defer must not be parenthesized"
	defer int(1)
	defer append([]int{}, 1)
	defer panic(1)
	go func() { return 1 }()
	defer func(x int) {}()
	defer ch <- 1 // ERROR "11: syntax error: unexpected <- at end of statement"
	go <-ch // ERROR "5: syntax error: unexpected <-, expected expression"
	defer len("x") // ERROR "2: syntax error: unexpected keyword defer at end of statement"
	defer undefined()
	go T{}.m()
}

type T struct{}
