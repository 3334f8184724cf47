package p

type G[T any] func(yield func(T) bool)

func f(n int, x float64, p *[]int, g func(func(int) bool), h func(func(int, int, int) bool), k func(), l func(func(int)), m func(func() int)) {
	for i := range x { // ERROR "17: cannot range over x \(variable of type float64\)"
	}
	for range p { // ERROR "12: cannot range over p \(variable of type \*\[\]int\)"
	}
	for i, j := range n { // ERROR "6: declared and not used: i" "9: range over n \(variable of type int\) permits only one iteration variable"
	}
	for i, j := range g { // ERROR "6: declared and not used: i" "9: range over g \(variable of type func\(func\(int\) bool\)\) permits only one iteration variable"
	}
	for range h { // ERROR "12: cannot range over h \(variable of type func\(func\(int, int, int\) bool\)\): func must be func\(yield func\(\.\.\.\) bool\): yield func has too many parameters"
	}
	for range k { // ERROR "12: cannot range over k \(variable of type func\(\)\): func must be func\(yield func\(\.\.\.\) bool\): wrong argument count"
	}
	for range l { // ERROR "12: cannot range over l \(variable of type func\(func\(int\)\)\): func must be func\(yield func\(\.\.\.\) bool\): yield func does not return bool"
	}
	for range m { // ERROR "12: cannot range over m \(variable of type func\(func\(\) int\)\): func must be func\(yield func\(\.\.\.\) bool\): yield func does not return bool"
	}
	for i, j, k := range "abc" { // ERROR "6: declared and not used: i" "9: declared and not used: j" "12: range clause permits at most two iteration variables"
	}
	for i := range 3.5 { // ERROR "17: cannot range over 3\.5 \(untyped float constant\)"
	}
	for i := range 1 << 70 { // ERROR "6: declared and not used: i" "17: cannot use 1 << 70 \(untyped int constant 1180591620717411303424\) as int value in range clause \(overflows\)"
	}
	var s string // ERROR "6: declared and not used: s"
	for s = range 10 { // ERROR "16: cannot use 10 \(untyped int constant\) as string value in range clause"
	}
	for s, n = range "abc" { // ERROR "6: cannot use s \(value of type int\) as string value in assignment" "9: cannot use n \(value of type rune\) as int value in assignment"
	}
	for i := range n {
		i := i // ERROR "3: declared and not used: i"
	}
	for range nil { // ERROR "12: cannot range over nil"
	}
	for _ := range n { // ERROR "2: no new variables on left side of :="
	}
	for i := range int8(5) {
		var j int = i // ERROR "7: declared and not used: j" "15: cannot use i \(variable of type int8\) as int value in variable declaration"
	}
	for range G[int](nil) {
	}
}
