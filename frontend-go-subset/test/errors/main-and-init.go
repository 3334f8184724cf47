package main

import "fmt"

func main(x int) int { return x } // ERROR "6: func main must have no arguments and no return values"
func init() int      { return 1 } // ERROR "6: func init must have no arguments and no return values"
func init()          {}

var init = 1 // ERROR "5: cannot declare init - must be func"
var main = 2 // ERROR "5: cannot declare main - must be func"

func f() {
	init() // ERROR "2: undefined: init"
	fmt.println() // ERROR "6: undefined: fmt\.println \(but have Println\)"
}
