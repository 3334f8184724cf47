package p

func f(a chan int, b chan<- int, c <-chan int, s []int) {
	b <- 1
	<-b // ERROR "4: invalid operation: cannot receive from send-only channel chan<- int b \(variable of type chan<- int\)"
	c <- 1 // ERROR "2: invalid operation: cannot send to receive-only channel <-chan int c \(variable of type <-chan int\)"
	x := <-c
	a <- "a" // ERROR `7: cannot use "a" \(untyped string constant\) as int value in send`
	close(c) // ERROR "8: invalid operation: cannot close receive-only channel c \(variable of type <-chan int\)"
	close(a)
	close(s) // ERROR "8: invalid operation: cannot close non-channel s \(variable of type \[\]int\)"
	for v := range b { // ERROR "17: cannot range over b \(variable of type chan<- int\): receive from send-only channel chan<- int"
		_ = v
	}
	for v, w := range a { // ERROR "9: range over a \(variable of type chan int\) permits only one iteration variable"
		_, _ = v, w
	}
	s <- 1 // ERROR "2: invalid operation: cannot send to non-channel \[\]int s \(variable of type \[\]int\)"
	b = c // ERROR "6: cannot use c \(variable of type <-chan int\) as chan<- int value in assignment"
	a = b // ERROR "6: cannot use b \(variable of type chan<- int\) as chan int value in assignment"
	c = a
	_ = len(b)
	_ = cap(x) // ERROR "10: invalid argument: x \(variable of type int\) for built-in cap"
	var d chan<- string = a // ERROR "24: cannot use a \(variable of type chan int\) as chan<- string value in variable declaration"
	_ = (<-chan int)(b) // ERROR "19: cannot convert b \(variable of type chan<- int\) to type <-chan int"
	_ = make(chan int, "a") // ERROR `21: cannot convert "a" \(untyped string constant\) to type int`
	_ = make(chan int, -1) // ERROR "21: invalid argument: index -1 \(constant of type int\) must not be negative"
	_ = d
}
