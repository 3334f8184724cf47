// One goroutine receives from four unbuffered channels by select; four send. An operation is one number received.
package main

import "bench/stopwatch"

func main() {
	n := stopwatch.Size() / 4
	var channels [4]chan int
	for i := range channels {
		channels[i] = make(chan int)
	}
	stopwatch.Start()
	for i, c := range channels {
		go func() {
			for k := range n {
				c <- k*4 + i
			}
		}()
	}
	sum := 0
	for range n * 4 {
		select {
		case v := <-channels[0]:
			sum += v
		case v := <-channels[1]:
			sum += 2 * v
		case v := <-channels[2]:
			sum += 3 * v
		case v := <-channels[3]:
			sum += 4 * v
		}
	}
	stopwatch.StopInt(n*4, sum)
}
