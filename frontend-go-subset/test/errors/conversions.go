package p

type S struct{ a int }
type R struct{ a int }
type Q struct{ b int }

func f(i int, s string, x float64, b []byte, p *int, a any, g func()) {
	_ = int(s) // ERROR "10: cannot convert s \(variable of type string\) to type int"
	_ = string(x) // ERROR "13: cannot convert x \(variable of type float64\) to type string"
	_ = string(i)
	_ = []byte(i) // ERROR "13: cannot convert i \(variable of type int\) to type \[\]byte"
	_ = []int(s) // ERROR "12: cannot convert s \(variable of type string\) to type \[\]int"
	_ = float64(s) // ERROR "14: cannot convert s \(variable of type string\) to type float64"
	_ = S(R{})
	_ = S(Q{}) // ERROR "8: cannot convert Q\{\} \(value of struct type Q\) to type S"
	_ = bool(i) // ERROR "11: cannot convert i \(variable of type int\) to type bool"
	_ = int(true) // ERROR "10: cannot convert true \(untyped bool constant\) to type int"
	_ = int(nil) // ERROR "10: cannot convert nil to type int"
	_ = (*string)(p) // ERROR "16: cannot convert p \(variable of type \*int\) to type \*string"
	_ = int(a) // ERROR "10: cannot convert a \(variable of interface type any\) to type int: need type assertion"
	_ = [4]byte(b)
	_ = [4]int(b) // ERROR "13: cannot convert b \(variable of type \[\]byte\) to type \[4\]int"
	_ = (*[4]byte)(b)
	_ = int8(300) // ERROR "11: constant 300 overflows int8"
	_ = uint(-1) // ERROR "11: constant -1 overflows uint"
	_ = int(1.5) // ERROR "10: cannot convert 1\.5 \(untyped float constant\) to type int"
	_ = string(1.5) // ERROR "13: cannot convert 1\.5 \(untyped float constant\) to type string"
	_ = complex128(i) // ERROR "17: cannot convert i \(variable of type int\) to type complex128"
	_ = func(int)(g) // ERROR "10: func\(int\) g \(type\) is not an expression" "16: g \(parameter\) is not a type"
	_ = error(s) // ERROR "12: cannot convert s \(variable of type string\) to type error: string does not implement error \(missing method Error\)"
	_ = int(1, 2) // ERROR "13: too many arguments in conversion to int"
	_ = int() // ERROR "6: missing argument in conversion to int"
	_ = chan int(nil)
}
