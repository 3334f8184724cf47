// The lines that loggers name: those of the calls, whichever function was called.
// native only: under V8 there are no positions
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.Print("a")
	log.Printf("b")
	log.Println("c")
	log.Output(1, "d")
	l := log.New(os.Stdout, "p ", log.Lshortfile|log.Lmsgprefix)
	l.Println("e")
	l.Output(1, "f")
	func() { l.Output(2, "g") }()
	func() {
		defer func() { fmt.Println(recover()) }()
		l.Panicf("h %d", 1)
	}()
	empty, _ := http.NewRequest("POST", "http://h/", http.NoBody)
	full, _ := http.NewRequest("POST", "http://h/", strings.NewReader("four"))
	fmt.Println(empty.ContentLength, full.ContentLength)
}
