// exit: 2
// stderr: panic: nil

// The Go release of the module decides about GODEBUG settings: up to Go 1.23 Seed has an effect, up
// to Go 1.20 panic(nil) leaves nil for recover. So do lines here.

//go:debug urlstrictcolons=1

package main

import (
	"fmt"
	"math/rand"
	"net/url"
)

func main() {
	rand.Seed(1234)
	fmt.Println(rand.Int63(), rand.Intn(1000), rand.Perm(5))
	_, err := url.Parse("http://a:b:1/")
	fmt.Println(err)
	defer func() {
		fmt.Println("recovered", recover())
		defer fmt.Println("end")
		panic(nil)
	}()
	panic(nil)
}
