// The built-in print functions: which kinds of values they take and how they look.
//
// stderr: hello, world
// stderr: ints 0 -1 42 -128 255 -9223372036854775808 18446744073709551615
// stderr: bools true false true true
// stderr: named -40
// stderr: runes 120 19990
// stderr: two strings with spaces
// stderr: print 1 2
// stderr: nospace34
// stderr: nil true
// stderr: unicode 世界 ünïcödé
// stderr: const 1099511627776 98
// stderr: [  ]

package main

type celsius int

type flag bool

func main() {
	println("hello, world")
	println("ints", 0, -1, 42, int8(-128), uint8(255), int64(-9223372036854775808), uint64(18446744073709551615))
	println("bools", true, false, 1 < 2, flag(true))
	println("named", celsius(-40))
	println("runes", 'x', '世')
	println("two", "strings", "with spaces")
	print("print ", 1, " ", 2, "\n")
	print("no", "space", 3, 4, "\n")
	println("nil", nil == error(nil))
	println("unicode 世界 ünïcödé")
	println("const", 1<<40, 'a'+1)
	var empty string
	println("[", empty, "]")
	println()
}
