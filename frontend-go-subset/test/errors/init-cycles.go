package p

var a = b // ERROR "5: initialization cycle for a"
var b = c
var c = a

var d = f() // ERROR "5: initialization cycle for d"

func f() int { return g() }
func g() int { return d }

var e = func() int { return e }() // ERROR "5: initialization cycle: e refers to itself"

const x = y // ERROR "7: initialization cycle for x"
const y = x

var h = h // ERROR "5: initialization cycle: h refers to itself"

var ok1 = ok2
var ok2 = 1

var i interface{ m() } = T{}

type T struct{}

func (T) m() { _ = i }

type U [len(v)]int // ERROR "6: invalid recursive type U"

var v U
