// select: default, several ready cases, nil channels, send and receive, closed channels.
//
// stderr: empty: default
// stderr: sent
// stderr: received 7 true
// stderr: nil ignored 9
// stderr: closed 0 false
// stderr: number 0
// stderr: text x
// stderr: number 1
// stderr: text y
// stderr: number 2
// stderr: text z
// stderr: quit
// stderr: fair true true true 900
// stderr: channel first
// stderr: value evaluated
// stderr: sent once
// stderr: channel second
// stderr: index evaluated
// stderr: stored 5
// stderr: blocked sender 42
// stderr: end

package main

func main() {
	c := make(chan int, 1)
	select {
	case v := <-c:
		println("unexpected", v)
	default:
		println("empty: default")
	}
	select {
	case c <- 7:
		println("sent")
	default:
		println("unexpected")
	}
	select {
	case c <- 8:
		println("unexpected")
	case v, ok := <-c:
		println("received", v, ok)
	}
	var never chan int
	c <- 9
	select {
	case <-never:
		println("unexpected")
	case never <- 1:
		println("unexpected")
	case v := <-c:
		println("nil ignored", v)
	}
	close(c)
	for range 2 {
		select {
		case v, ok := <-c:
			println("closed", v, ok)
		}
	}

	a, b, quit := make(chan int), make(chan string), make(chan struct{})
	go func() {
		for i := range 3 {
			a <- i
			b <- string(rune('x' + i))
		}
		close(quit)
	}()
	for running := true; running; {
		select {
		case n := <-a:
			println("number", n)
		case s := <-b:
			println("text", s)
		case <-quit:
			println("quit")
			running = false
		}
	}

	counts := [3]int{}
	ready := [3]chan bool{}
	for i := range ready {
		ready[i] = make(chan bool, 1000)
		for range 1000 {
			ready[i] <- true
		}
	}
	for range 900 {
		select {
		case <-ready[0]:
			counts[0]++
		case <-ready[1]:
			counts[1]++
		case <-ready[2]:
			counts[2]++
		}
	}
	println("fair", counts[0] > 200, counts[1] > 200, counts[2] > 200, counts[0]+counts[1]+counts[2])

	arr := [2]int{}
	index := func() int { println("index evaluated"); return 1 }
	value := func() int { println("value evaluated"); return 5 }
	out := make(chan int, 1)
	channel := func(name string) chan int { println("channel", name); return out }
	select {
	case channel("first") <- value():
		println("sent once")
	case arr[index()] = <-never:
		println("unexpected")
	}
	select {
	case arr[index()] = <-channel("second"):
		println("stored", arr[1])
	}
	done := make(chan int)
	go func() {
		select {
		case never <- 1:
		case done <- 42:
		}
	}()
	println("blocked sender", <-done)
loop:
	for {
		select {
		default:
			break loop
		}
	}
	println("end")
}
