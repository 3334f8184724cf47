// os.Exit ends the program at once, without deferred calls.
// exit: 3
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("must not be printed")
	fmt.Println("leaving")
	os.Exit(3)
}
