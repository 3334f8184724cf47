package p

const n = 3
var v = 3

type (
	A [n]int
	B [v]int // ERROR "5: invalid array length v"
	C [-1]int // ERROR "5: invalid array length -1 \(untyped int constant\)"
	D [1.0]int
	E [1.5]int // ERROR "5: array length 1\.5 \(untyped float constant\) must be integer"
	F ["a"]int // ERROR `5: array length "a" \(untyped string constant\) must be integer`
	G [...]int // ERROR "4: invalid use of \[\.\.\.\] array \(outside a composite literal\)"
	H [len("abc")]int
	I [f()]int // ERROR "5: array length f\(\) \(value of type int\) must be constant"
	J [undefined]int // ERROR "5: undefined array length undefined or missing type constraint"
	K [1 << 62]int
)

func f() int { return 1 }

func g(a [3]int, b [4]int, c []int) {
	a = b // ERROR "6: cannot use b \(variable of type \[4\]int\) as \[3\]int value in assignment"
	c = a // ERROR "6: cannot use a \(variable of type \[3\]int\) as \[\]int value in assignment"
	_ = a == b // ERROR "11: invalid operation: a == b \(mismatched types \[3\]int and \[4\]int\)"
	_ = c == c // ERROR "6: invalid operation: c == c \(slice can only be compared to nil\)"
	a = [3]int{1, 2, 3, 4} // ERROR "22: index 3 is out of bounds \(>= 3\)"
	_ = [...]int{5: 1}[6] // ERROR "21: invalid argument: index 6 out of bounds \[0:6\]"
	var d [...]int = a // ERROR "8: invalid use of \[\.\.\.\] array \(outside a composite literal\)"
	_ = d
}
