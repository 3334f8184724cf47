package p

type int string
type error struct{}
const true = 0
var nil = 5

func len(x int) int { return x }

func f() {
	var a int = 1 // ERROR "14: cannot use 1 \(untyped int constant\) as int value in variable declaration"
	var b int = "a"
	var e error
	_ = e.Error() // ERROR "8: e\.Error undefined \(type error has no field or method Error\)"
	if true { // ERROR "5: non-boolean condition in if statement"
	}
	var p *int = nil // ERROR "15: cannot use nil \(variable of type int\) as \*int value in variable declaration"
	_ = len("a", "b") // ERROR "15: too many arguments in call to len"
	_ = len([]int{}) // ERROR "10: cannot use \[\]int\{\} \(value of type \[\]int\) as int value in argument to len"
	_, _, _ = a, b, p
	type string = bool
	var s string = "a" // ERROR `17: cannot use "a" \(untyped string constant\) as string value in variable declaration`
	_ = s
}
