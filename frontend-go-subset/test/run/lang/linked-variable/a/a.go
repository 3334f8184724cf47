package a

import _ "unsafe"

//go:linkname counter
var counter = 7

func Get() int { return counter }
