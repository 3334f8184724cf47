// Channels as values: directions, channels of channels, in structs and maps, comparison, len and cap, nil.
package main

import "fmt"

type request struct {
	n     int
	reply chan<- int
}

type pipe struct {
	in  chan<- string
	out <-chan string
}

func newPipe(f func(string) string) pipe {
	in, out := make(chan string), make(chan string)
	go func() {
		defer close(out)
		for s := range in {
			out <- f(s)
		}
	}()
	return pipe{in, out}
}

func source(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

func merge(cs ...<-chan int) <-chan int {
	out := make(chan int)
	done := make(chan struct{})
	for _, c := range cs {
		go func() {
			for v := range c {
				out <- v
			}
			done <- struct{}{}
		}()
	}
	go func() {
		for range cs {
			<-done
		}
		close(out)
	}()
	return out
}

type queue[T any] chan T

func (q queue[T]) put(v T) bool {
	select {
	case q <- v:
		return true
	default:
		return false
	}
}

func (q queue[T]) take() (v T, ok bool) {
	select {
	case v, ok = <-q:
	default:
	}
	return
}

func main() {
	p := newPipe(func(s string) string { return s + s })
	q := newPipe(func(s string) string { return "<" + s + ">" })
	for _, s := range []string{"a", "b"} {
		p.in <- s
		q.in <- <-p.out
		fmt.Print(<-q.out, " ")
	}
	close(p.in)
	_, ok := <-p.out
	fmt.Println(ok)

	server := make(chan request)
	go func() {
		for r := range server {
			r.reply <- r.n * r.n
		}
	}()
	reply := make(chan int, 1)
	for i := range 4 {
		server <- request{i, reply}
		fmt.Print(<-reply, " ")
	}
	fmt.Println()
	total, n := 0, 0
	for v := range merge(source(10), source(20), source(5)) {
		total += v
		n++
	}
	fmt.Println(total, n)

	cc := make(chan chan string, 2)
	c := make(chan string, 1)
	cc <- c
	c <- "through two channels"
	fmt.Println(<-<-cc)
	m := map[chan string]int{c: 1}
	var a, b any = c, (<-chan string)(c)
	fmt.Println(m[c], a == any(c), a == b, (<-chan string)(c) == c, c == nil, len(cc), cap(cc))
	big := make(queue[[3]string], 2)
	fmt.Println(big.put([3]string{"x"}), big.put([3]string{"y"}), big.put([3]string{"z"}))
	v, ok := big.take()
	fmt.Println(v, ok, len(big))
	units := make(chan struct{}, 3)
	units <- struct{}{}
	<-units
	funcs := make(chan func() string, 1)
	funcs <- func() string { return "func from channel" }
	fmt.Println((<-funcs)(), len(units))
	errs := make(chan error, 3)
	errs <- nil
	errs <- fmt.Errorf("e")
	close(errs)
	for err := range errs {
		fmt.Print(err, " ")
	}
	err, ok := <-errs
	fmt.Println(err, ok)
	matrix := [2][2]chan int{}
	matrix[1][1] = make(chan int, 1)
	matrix[1][1] <- 8
	var sum int
	sum, ok = <-matrix[1][1]
	sum += func(c <-chan int) int { return cap(c) }(matrix[1][1])
	fmt.Println(sum, ok, fmt.Sprintf("%T %T %T", p.in, p.out, cc))
}
