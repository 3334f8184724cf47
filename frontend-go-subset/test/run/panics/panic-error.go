// An uncaught panic with an error prints its text.
// exit: 2
// stderr: panic: main.failure{op:"read", code:5}
package main

import "fmt"

type failure struct {
	op   string
	code int
}

func (f failure) message() string { return fmt.Sprint(f.op, f.code) }

func main() {
	f := failure{"read", 5}
	fmt.Println(f.message())
	defer func() {
		r := recover()
		fmt.Printf("%T %v\n", r, r)
		panic(fmt.Sprintf("%#v", r))
	}()
	panic(f)
}
