package p

x := 1 // ERROR "1: syntax error: non-declaration statement outside function body"

var a // ERROR "6: syntax error: unexpected newline, expected type"

var b int = 

const c := 1 // ERROR "1: syntax error: unexpected keyword const, expected expression"

type T

type U struct {
	a int b string
	c
} // ERROR "1: syntax error: unexpected \} after top level declaration"

type V interface {
	m() int n() // ERROR "10: syntax error: unexpected name n in interface type; possibly missing semicolon or newline or \}"
}

if x {
}
