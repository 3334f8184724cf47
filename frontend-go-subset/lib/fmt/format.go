package fmt

import (
	"strconv"
	"unicode/utf8"
)

const (
	lowerDigits = "0123456789abcdef"
	upperDigits = "0123456789ABCDEF"
)

// flags is what stands between % and the verb.
type flags struct {
	width, prec       int
	hasWidth, hasPrec bool
	minus, plus       bool
	sharp, space      bool
	zero              bool
	// %+v and %#v set these in the place of plus and sharp.
	plusV, sharpV bool
}

// All of the functions below append to p.buf. What takes part in padding is first
// appended as it is; pad then makes room before or after it.

func (p *printer) byte(c byte)     { p.buf = append(p.buf, c) }
func (p *printer) string(s string) { p.buf = append(p.buf, s...) }

func (p *printer) fill(n int, c byte) {
	for ; n > 0; n-- {
		p.buf = append(p.buf, c)
	}
}

// padChar is what fills the left side up.
func (p *printer) padChar() byte {
	if p.f.zero && !p.f.minus {
		return '0'
	}
	return ' '
}

// pad fills p.buf[start:] up to the width, on the left with c.
func (p *printer) pad(start int, c byte) {
	if !p.f.hasWidth || p.f.width == 0 {
		return
	}
	n := p.f.width - utf8.RuneCount(p.buf[start:])
	if n <= 0 {
		return
	}
	end := len(p.buf)
	p.fill(n, ' ')
	if !p.f.minus {
		copy(p.buf[start+n:], p.buf[start:end])
		for i := start; i < start+n; i++ {
			p.buf[i] = c
		}
	}
}

// padded appends s, filled up to the width.
func (p *printer) padded(s string) {
	start := len(p.buf)
	p.string(s)
	p.pad(start, p.padChar())
}

// reverse turns the order of p.buf[start:] round.
func (p *printer) reverse(start int) {
	for i, j := start, len(p.buf)-1; i < j; i, j = i+1, j-1 {
		p.buf[i], p.buf[j] = p.buf[j], p.buf[i]
	}
}

// integer appends u, which is a negative int64 if isSigned says so, in a base.
func (p *printer) integer(u uint64, base uint64, isSigned bool, verb rune, digits string) {
	negative := isSigned && int64(u) < 0
	if negative {
		u = -u
	}
	least := 0 // digits to show
	if p.f.hasPrec {
		least = p.f.prec
		if least == 0 && u == 0 {
			p.fill(p.f.width, ' ')
			return
		}
	} else if p.f.zero && !p.f.minus && p.f.hasWidth {
		least = p.f.width
		if negative || p.f.plus || p.f.space {
			least--
		}
	}
	// Backwards: digits, zeros, prefix, sign.
	start := len(p.buf)
	for u >= base {
		p.byte(digits[u%base])
		u /= base
	}
	p.byte(digits[u])
	p.fill(least-(len(p.buf)-start), '0')
	if p.f.sharp {
		switch base {
		case 2:
			p.string("b0")
		case 8:
			if p.buf[len(p.buf)-1] != '0' {
				p.byte('0')
			}
		case 16:
			p.byte(digits[10] + 'x' - 'a')
			p.byte('0')
		}
	}
	if verb == 'O' {
		p.string("o0")
	}
	switch {
	case negative:
		p.byte('-')
	case p.f.plus:
		p.byte('+')
	case p.f.space:
		p.byte(' ')
	}
	p.reverse(start)
	p.pad(start, ' ')
}

// hex appends u in base 16 with or without 0x.
func (p *printer) hex(u uint64, prefix bool) {
	sharp := p.f.sharp
	p.f.sharp = prefix
	p.integer(u, 16, false, 'v', lowerDigits)
	p.f.sharp = sharp
}

// unicode appends u as U+0078, with # followed by the character.
func (p *printer) unicode(u uint64) {
	start := len(p.buf)
	digits := 4
	if p.f.hasPrec && p.f.prec > 4 {
		digits = p.f.prec
	}
	if p.f.sharp && u <= utf8.MaxRune && strconv.IsPrint(rune(u)) {
		p.byte('\'')
		at := len(p.buf)
		p.buf = utf8.AppendRune(p.buf, rune(u))
		p.reverse(at)
		p.string("' ")
	}
	for ; u != 0 || digits > 0; digits-- {
		p.byte(upperDigits[u%16])
		u /= 16
	}
	p.string("+U")
	p.reverse(start)
	p.pad(start, ' ')
}

// truncate returns s without what is beyond the precision.
func (p *printer) truncate(s string) string {
	if p.f.hasPrec {
		n := p.f.prec
		for i := range s {
			if n--; n < 0 {
				return s[:i]
			}
		}
	}
	return s
}

// hexString appends the bytes of s in base 16.
func (p *printer) hexString(s, digits string) {
	if p.f.hasPrec && p.f.prec < len(s) {
		s = s[:p.f.prec]
	}
	start := len(p.buf)
	for i := 0; i < len(s); i++ {
		if p.f.space && i > 0 {
			p.byte(' ')
		}
		if p.f.sharp && (p.f.space || i == 0) {
			p.byte('0')
			p.byte(digits[10] + 'x' - 'a')
		}
		p.buf = append(p.buf, digits[s[i]>>4], digits[s[i]&15])
	}
	p.pad(start, p.padChar())
}

// quoted appends s as a literal.
func (p *printer) quoted(s string) {
	s = p.truncate(s)
	start := len(p.buf)
	switch {
	case p.f.sharp && strconv.CanBackquote(s):
		p.byte('`')
		p.string(s)
		p.byte('`')
	case p.f.plus:
		p.buf = strconv.AppendQuoteToASCII(p.buf, s)
	default:
		p.buf = strconv.AppendQuote(p.buf, s)
	}
	p.pad(start, p.padChar())
}

// character appends the code point u, as a literal or as it is.
func (p *printer) character(u uint64, quote bool) {
	r := rune(u)
	if u > utf8.MaxRune {
		r = utf8.RuneError
	}
	start := len(p.buf)
	switch {
	case !quote:
		p.buf = utf8.AppendRune(p.buf, r)
	case p.f.plus:
		p.buf = strconv.AppendQuoteRuneToASCII(p.buf, r)
	default:
		p.buf = strconv.AppendQuoteRune(p.buf, r)
	}
	p.pad(start, p.padChar())
}

// float appends a number of size bits in a format of strconv.FormatFloat.
func (p *printer) float(v float64, size int, format byte, prec int) {
	if p.f.hasPrec {
		prec = p.f.prec
	}
	// The sign comes first, in any case.
	start := len(p.buf)
	p.byte('+')
	p.buf = strconv.AppendFloat(p.buf, v, format, prec, size)
	if c := p.buf[start+1]; c == '-' || c == '+' {
		copy(p.buf[start:], p.buf[start+1:])
		p.buf = p.buf[:len(p.buf)-1]
	}
	if p.f.space && p.buf[start] == '+' && !p.f.plus {
		p.buf[start] = ' '
	}
	if c := p.buf[start+1]; c == 'I' || c == 'N' {
		if c == 'N' && !p.f.space && !p.f.plus {
			p.dropSign(start)
		}
		p.pad(start, ' ')
		return
	}
	if p.f.sharp && format != 'b' {
		p.sharpFloat(start, format, prec)
	}
	if p.buf[start] == '+' && !p.f.plus {
		p.dropSign(start)
		p.pad(start, p.padChar())
		return
	}
	if n := len(p.buf) - start; p.f.zero && !p.f.minus && p.f.hasWidth && p.f.width > n {
		// Zeros come after the sign.
		sign := p.buf[start]
		p.buf[start] = '0'
		p.pad(start, '0')
		p.buf[start] = sign
		return
	}
	p.pad(start, p.padChar())
}

func (p *printer) dropSign(start int) {
	copy(p.buf[start:], p.buf[start+1:])
	p.buf = p.buf[:len(p.buf)-1]
}

// sharpFloat gives the number p.buf[start:], which begins with a sign, a decimal
// point, and with %g the zeros at its end.
func (p *printer) sharpFloat(start int, format byte, prec int) {
	digits := 0 // how many significant digits are missing
	isHex := format == 'x' || format == 'X'
	if format == 'g' || format == 'G' || isHex {
		digits = prec
		if digits < 0 && format != 'X' {
			digits = 6
		}
	}
	end := len(p.buf) // of the mantissa
	point, nonzero := false, false
	for i := start + 1; i < end; i++ {
		switch c := p.buf[i]; {
		case c == '.':
			point = true
		case c == 'p' || c == 'P' || (c == 'e' || c == 'E') && !isHex:
			end = i
		default:
			nonzero = nonzero || c != '0'
			if nonzero {
				digits--
			}
		}
	}
	tail := string(p.buf[end:])
	p.buf = p.buf[:end]
	if !point {
		if end == start+2 && p.buf[start+1] == '0' {
			digits--
		}
		p.byte('.')
	}
	p.fill(digits, '0')
	p.string(tail)
}
