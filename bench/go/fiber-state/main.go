// A goroutine counts down a number that it can only reach by asking another one over channels. An operation is one question.
package main

import "bench/stopwatch"

const get = -1

func main() {
	n := stopwatch.Size()
	questions, answers := make(chan int), make(chan int)
	stopwatch.Start()
	go func() {
		for {
			questions <- get
			left := <-answers
			if left == 0 {
				close(questions)
				return
			}
			questions <- left - 1
			<-answers
		}
	}()
	state, asked := n, 0
	for question := range questions {
		if question != get {
			state = question
		}
		asked++
		answers <- state
	}
	stopwatch.StopInt(asked, state+asked)
}
