// A channel of a bubble must not be used outside of it.
// exit: 2
// stderr: fatal error: receive on synctest channel from outside bubble
package main

import (
	"fmt"
	"testing"
	"testing/synctest"
)

func main() {
	c := make(chan chan int)
	done := make(chan bool)
	go func() {
		inner := <-c
		fmt.Println("got it")
		<-inner
		close(done)
	}()
	test := func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) { c <- make(chan int, 1) })
		<-done
	}
	all := func(pat, str string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{{"outside", test}}, nil, nil)
}
