// The program ends when main returns, whatever the other goroutines do.
package main

import "fmt"

func main() {
	c := make(chan int)
	go func() {
		defer fmt.Println("must not be printed")
		for i := 0; ; i++ {
			c <- i
		}
	}()
	fmt.Println(<-c, <-c, <-c)
}
