package p

var (
	a = 'ab' // ERROR "6: more than one character in rune literal"
	b = '' // ERROR "7: empty rune literal or unescaped '"
	c = "abc // ERROR "10: newline in string"
	d = 0x // ERROR "8: hexadecimal literal has no digits"
	e = 0b12 // ERROR "9: invalid digit '2' in binary literal"
	f = 1e // ERROR "8: exponent has no digits"
	g = 089 // ERROR "7: invalid digit '8' in octal literal"
	h = 1__0 // ERROR "8: '_' must separate successive digits"
	i = '\q' // ERROR "8: unknown escape"
	j = "\xg1" // ERROR "9: invalid character 'g' in hexadecimal escape"
	k = 0x1.0 // ERROR "11: hexadecimal mantissa requires a 'p' exponent"
	l = '\400' // ERROR "11: octal escape value 256 > 255"
	m = "\uD800" // ERROR "13: escape is invalid Unicode code point U\+D800"
	n = 0o8 // ERROR "8: invalid digit '8' in octal literal"
	o = 1_ // ERROR "7: '_' must separate successive digits"
	p = 'a // ERROR "8: newline in rune literal"
)
