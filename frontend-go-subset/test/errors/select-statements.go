package p

func f(a chan int, b chan<- int, c <-chan int, n int) {
	select {
	case x := <-a: // ERROR "7: declared and not used: x"
	case a <- "x": // ERROR `12: cannot use "x" \(untyped string constant\) as int value in send`
	case y := <-b: // ERROR "14: invalid operation: cannot receive from send-only channel chan<- int b \(variable of type chan<- int\)"
		_ = y
	case c <- 1: // ERROR "7: invalid operation: cannot send to receive-only channel <-chan int c \(variable of type <-chan int\)"
	case n = 1: // ERROR "7: select case must be send or receive \(possibly with assignment\)"
	case <-n: // ERROR "9: invalid operation: cannot receive from non-channel int n \(variable of type int\)"
	case x, ok := <-c: // ERROR "10: declared and not used: ok"
		_ = x
	case f(a, b, c, n): // ERROR "8: select case must be send or receive \(possibly with assignment\)"
	default:
	default: // ERROR "2: multiple defaults \(first at 15:2\)"
	}
	select {
	case x := 1 + <-a: // ERROR "7: select case must be send or receive \(possibly with assignment\)"
		_ = x
	}
}
