package p

type T struct{ x int }
type MyInt int

func f() (int, string)

var (
	a int    = "hello" // ERROR `13: cannot use "hello" \(untyped string constant\) as int value in variable declaration`
	b string = 1 // ERROR "13: cannot use 1 \(untyped int constant\) as string value in variable declaration"
	c byte   = 300 // ERROR "13: cannot use 300 \(untyped int constant\) as byte value in variable declaration \(overflows\)"
	d int8   = -129 // ERROR "13: cannot use -129 \(untyped int constant\) as int8 value in variable declaration \(overflows\)"
	e uint   = -1 // ERROR "13: cannot use -1 \(untyped int constant\) as uint value in variable declaration \(overflows\)"
	g int    = 1.5 // ERROR "13: cannot use 1\.5 \(untyped float constant\) as int value in variable declaration \(truncated\)"
	h bool   = 0 // ERROR "13: cannot use 0 \(untyped int constant\) as bool value in variable declaration"
	i *int   = 0 // ERROR "13: cannot use 0 \(untyped int constant\) as \*int value in variable declaration"
	j []int  = nil
	k T      = nil // ERROR "13: cannot use nil as T value in variable declaration"
	l func() = f // ERROR "13: cannot use f \(value of type func\(\) \(int, string\)\) as func\(\) value in variable declaration"
	m MyInt  = a // ERROR "13: cannot use a \(variable of type int\) as MyInt value in variable declaration"
	n int    = MyInt(1) // ERROR "13: cannot use MyInt\(1\) \(constant 1 of int type MyInt\) as int value in variable declaration"
	o rune   = "a" // ERROR `13: cannot use "a" \(untyped string constant\) as rune value in variable declaration`
	p chan<- int = make(<-chan int) // ERROR "17: cannot use make\(<-chan int\) \(value of type <-chan int\) as chan<- int value in variable declaration"
	q error  = T{} // ERROR "13: cannot use T\{\} \(value of struct type T\) as error value in variable declaration: T does not implement error \(missing method Error\)"
	r any    = f
	s float32 = 1e40 // ERROR "14: cannot use 1e40 \(untyped float constant 1e\+40\) as float32 value in variable declaration \(overflows\)"
)
