package p

var x = 1

import "fmt" // ERROR "1: syntax error: imports must appear before other declarations"

var _ = fmt.Print
