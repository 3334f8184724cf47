package p

const (
	big   = 1 << 100
	ok    = big >> 98
	a int = big // ERROR "10: cannot use big \(untyped int constant 1267650600228229401496703205376\) as int value in constant declaration \(overflows\)"
	b     = 10 / 0 // ERROR "15: invalid operation: division by zero"
	c     = 10.0 / 0 // ERROR "17: invalid operation: division by zero"
	d     = 5 % 0 // ERROR "14: invalid operation: division by zero"
	e uint8 = 255 + 1 // ERROR "12: cannot use 255 \+ 1 \(untyped int constant 256\) as uint8 value in constant declaration \(overflows\)"
	f     = uint8(256) // ERROR "16: constant 256 overflows uint8"
	g     = int8(-129) // ERROR "15: constant -129 overflows int8"
	h     = 'a' + "b" // ERROR `10: invalid operation: 'a' \+ "b" \(mismatched types untyped rune and untyped string\)`
	i     = len([]int{1}) // ERROR "10: len\(\[\]int\{…\}\) \(value of type int\) is not constant"
	j     = "a" * 2 // ERROR `10: invalid operation: "a" \* 2 \(mismatched types untyped string and untyped int\)`
	k     = -"x" // ERROR `11: invalid operation: operator - not defined on "x" \(untyped string constant\)`
	l     = !1 // ERROR "11: invalid operation: operator ! not defined on 1 \(untyped int constant\)"
	m     = ^1.5 // ERROR "11: invalid operation: operator \^ not defined on 1\.5 \(untyped float constant\)"
	n int = iota + 0.5 // ERROR "10: cannot use iota \+ 0\.5 \(untyped float constant 15\.5\) as int value in constant declaration \(truncated\)"
	o []int = nil // ERROR "4: invalid constant type \[\]int"
	q     = 1 << -1 // ERROR "15: invalid operation: negative shift count -1 \(untyped int constant\)"
	r     = 1.5 << 2 // ERROR "10: invalid operation: shifted operand 1\.5 \(untyped float constant\) must be integer"
	s     = 1 << 2000 // ERROR "15: invalid operation: invalid shift count 2000 \(untyped int constant\)"
)

var v = iota // ERROR "9: cannot use iota outside constant declaration"

const (
	t byte = 200 + 100*iota
	u // ERROR "2: cannot use 200 \+ 100 \* iota \(untyped int constant 300\) as byte value in constant declaration \(overflows\)"
	w // ERROR "2: cannot use 200 \+ 100 \* iota \(untyped int constant 400\) as byte value in constant declaration \(overflows\)"
)

const x, y = 1 // ERROR "10: missing init expr for y"
const z // ERROR "7: missing init expr for z"
