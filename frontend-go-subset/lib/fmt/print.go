// Package fmt prints and scans with formats like C's.
package fmt

import (
	"io"
	"os"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// State is what a Formatter gets: where to write, and the flags of the verb.
type State interface {
	// Write is the way to print.
	Write(b []byte) (n int, err error)
	// Width returns the width, and whether there is one.
	Width() (wid int, ok bool)
	// Precision returns the precision, and whether there is one.
	Precision() (prec int, ok bool)
	// Flag reports whether the flag c ('+', '-', '#', ' ' or '0') is set.
	Flag(c int) bool
}

// Formatter is a type that prints itself for all verbs.
type Formatter interface {
	Format(f State, verb rune)
}

// Stringer is a type that has a text for %v and %s.
type Stringer interface {
	String() string
}

// GoStringer is a type that has a text for %#v.
type GoStringer interface {
	GoString() string
}

// FormatString returns the format with which state and verb were made.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = strconv.AppendInt(b, int64(w), 10)
	}
	if prec, ok := state.Precision(); ok {
		b = append(b, '.')
		b = strconv.AppendInt(b, int64(prec), 10)
	}
	return string(utf8.AppendRune(b, verb))
}

// A printer is a State.
type printer struct {
	buf       []byte
	f         flags
	arg       any           // what is being printed
	value     reflect.Value // the same, when it is within arg
	panicking bool          // a method that was called has panicked
	erroring  bool          // printing what was wrong: call no methods
	wraps     bool          // the format may have %w
	wrapped   []int         // indices of the arguments of %w

	reordered bool // the format has an argument index
	goodIndex bool // the last one is valid
	next      *printer
}

// free holds printers that are not in use.
var free *printer

func newPrinter() *printer {
	p := free
	if p == nil {
		return &printer{}
	}
	free = p.next
	p.next = nil
	return p
}

func (p *printer) release() {
	if cap(p.buf) > 64<<10 {
		return // not worth keeping
	}
	p.buf = p.buf[:0]
	p.arg, p.value, p.wrapped = nil, reflect.Value{}, nil
	p.panicking, p.erroring, p.wraps = false, false, false
	p.f = flags{}
	p.next = free
	free = p
}

func (p *printer) Write(b []byte) (n int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

func (p *printer) WriteString(s string) (n int, err error) {
	p.string(s)
	return len(s), nil
}

func (p *printer) Width() (wid int, ok bool) { return p.f.width, p.f.hasWidth }

func (p *printer) Precision() (prec int, ok bool) { return p.f.prec, p.f.hasPrec }

func (p *printer) Flag(c int) bool {
	switch c {
	case '-':
		return p.f.minus
	case '+':
		return p.f.plus || p.f.plusV
	case '#':
		return p.f.sharp || p.f.sharpV
	case ' ':
		return p.f.space
	case '0':
		return p.f.zero
	}
	return false
}

// Fprintf prints to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	p := newPrinter()
	p.printf(format, a)
	n, err = w.Write(p.buf)
	p.release()
	return n, err
}

// Printf prints to standard output.
func Printf(format string, a ...any) (n int, err error) { return Fprintf(os.Stdout, format, a...) }

// Sprintf returns what Printf would print.
func Sprintf(format string, a ...any) string {
	p := newPrinter()
	p.printf(format, a)
	s := string(p.buf)
	p.release()
	return s
}

// Appendf appends what Printf would print to b.
func Appendf(b []byte, format string, a ...any) []byte {
	p := newPrinter()
	p.printf(format, a)
	b = append(b, p.buf...)
	p.release()
	return b
}

// Fprint prints to w in default formats, with spaces between operands neither of
// which is a string.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.print(a)
	n, err = w.Write(p.buf)
	p.release()
	return n, err
}

// Print is Fprint to standard output.
func Print(a ...any) (n int, err error) { return Fprint(os.Stdout, a...) }

// Sprint returns what Print would print.
func Sprint(a ...any) string {
	p := newPrinter()
	p.print(a)
	s := string(p.buf)
	p.release()
	return s
}

// Append appends what Print would print to b.
func Append(b []byte, a ...any) []byte {
	p := newPrinter()
	p.print(a)
	b = append(b, p.buf...)
	p.release()
	return b
}

// Fprintln prints to w in default formats, with spaces between all operands and a
// newline at the end.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.println(a)
	n, err = w.Write(p.buf)
	p.release()
	return n, err
}

// Println is Fprintln to standard output.
func Println(a ...any) (n int, err error) { return Fprintln(os.Stdout, a...) }

// Sprintln returns what Println would print.
func Sprintln(a ...any) string {
	p := newPrinter()
	p.println(a)
	s := string(p.buf)
	p.release()
	return s
}

// Appendln appends what Println would print to b.
func Appendln(b []byte, a ...any) []byte {
	p := newPrinter()
	p.println(a)
	b = append(b, p.buf...)
	p.release()
	return b
}

func (p *printer) print(a []any) {
	wasString := true
	for _, arg := range a {
		isString := arg != nil && reflect.ValueOf(arg).Kind() == reflect.String
		if !isString && !wasString {
			p.byte(' ')
		}
		p.any(arg, 'v')
		wasString = isString
	}
}

func (p *printer) println(a []any) {
	for i, arg := range a {
		if i > 0 {
			p.byte(' ')
		}
		p.any(arg, 'v')
	}
	p.byte('\n')
}

// errorf appends "%!verb(what)".
func (p *printer) complain(verb rune, what string) {
	p.string("%!")
	p.buf = utf8.AppendRune(p.buf, verb)
	p.string(what)
}

// number reads a decimal number at format[i:].
func number(format string, i int) (n int, ok bool, next int) {
	for ; i < len(format) && '0' <= format[i] && format[i] <= '9'; i++ {
		if n > 1e6 {
			return 0, false, len(format)
		}
		n = n*10 + int(format[i]-'0')
		ok = true
	}
	return n, ok, i
}

// argIndex reads an index [n] at format[i:], if there is one, and returns the
// argument that is next.
func (p *printer) argIndex(arg int, format string, i int, count int) (newArg, next int, found bool) {
	if i >= len(format) || format[i] != '[' {
		return arg, i, false
	}
	p.reordered = true
	end := i + 1
	for end < len(format) && format[end] != ']' {
		end++
	}
	if end >= len(format) || len(format)-i < 3 {
		p.goodIndex = false
		return arg, i + 1, false
	}
	n, ok, after := number(format, i+1)
	if !ok || after != end || n < 1 || n > count {
		p.goodIndex = false
		return arg, end + 1, ok && after == end
	}
	return n - 1, end + 1, true
}

// starArg returns the argument a[i] as a width or precision.
func starArg(a []any, i int) (n int, isInt bool, next int) {
	if i >= len(a) {
		return 0, false, i
	}
	n, isInt = a[i].(int)
	if !isInt {
		switch v := reflect.ValueOf(a[i]); {
		case !v.IsValid():
		case v.CanInt():
			x := v.Int()
			n, isInt = int(x), true
		case v.CanUint():
			x := v.Uint()
			n, isInt = int(x), int64(x) >= 0
		}
	}
	if !isInt || n > 1e6 || n < -1e6 {
		n, isInt = 0, false
	}
	return n, isInt, i + 1
}

func (p *printer) printf(format string, a []any) {
	arg := 0
	p.reordered = false
	for i := 0; i < len(format); {
		p.goodIndex = true
		start := i
		for i < len(format) && format[i] != '%' {
			i++
		}
		p.string(format[start:i])
		if i >= len(format) {
			break
		}
		i++
		p.f = flags{}
	flags:
		for ; i < len(format); i++ {
			switch format[i] {
			case '#':
				p.f.sharp = true
			case '0':
				p.f.zero = true
			case '+':
				p.f.plus = true
			case '-':
				p.f.minus = true
			case ' ':
				p.f.space = true
			default:
				break flags
			}
		}
		var afterIndex bool
		arg, i, afterIndex = p.argIndex(arg, format, i, len(a))
		// Width
		if i < len(format) && format[i] == '*' {
			i++
			p.f.width, p.f.hasWidth, arg = starArg(a, arg)
			if !p.f.hasWidth {
				p.string("%!(BADWIDTH)")
			}
			if p.f.width < 0 {
				p.f.width = -p.f.width
				p.f.minus = true
				p.f.zero = false
			}
			afterIndex = false
		} else {
			p.f.width, p.f.hasWidth, i = number(format, i)
			if afterIndex && p.f.hasWidth {
				p.goodIndex = false // "%[3]2d"
			}
		}
		// Precision
		if i+1 < len(format) && format[i] == '.' {
			i++
			if afterIndex {
				p.goodIndex = false // "%[3].2d"
			}
			arg, i, afterIndex = p.argIndex(arg, format, i, len(a))
			if i < len(format) && format[i] == '*' {
				i++
				p.f.prec, p.f.hasPrec, arg = starArg(a, arg)
				if p.f.prec < 0 {
					p.f.prec, p.f.hasPrec = 0, false
				}
				if !p.f.hasPrec {
					p.string("%!(BADPREC)")
				}
				afterIndex = false
			} else {
				p.f.prec, p.f.hasPrec, i = number(format, i)
				if !p.f.hasPrec {
					p.f.prec, p.f.hasPrec = 0, true
				}
			}
		}
		if !afterIndex {
			arg, i, afterIndex = p.argIndex(arg, format, i, len(a))
		}
		if i >= len(format) {
			p.string("%!(NOVERB)")
			break
		}
		verb, size := rune(format[i]), 1
		if verb >= utf8.RuneSelf {
			verb, size = utf8.DecodeRuneInString(format[i:])
		}
		i += size
		switch {
		case verb == '%':
			p.byte('%')
		case !p.goodIndex:
			p.complain(verb, "(BADINDEX)")
		case arg >= len(a):
			p.complain(verb, "(MISSING)")
		default:
			switch verb {
			case 'w':
				p.wrapped = append(p.wrapped, arg)
				fallthrough
			case 'v':
				p.f.sharpV, p.f.sharp = p.f.sharp, false
				p.f.plusV, p.f.plus = p.f.plus, false
			}
			p.any(a[arg], verb)
			arg++
		}
	}
	if !p.reordered && arg < len(a) {
		p.f = flags{}
		p.string("%!(EXTRA ")
		for i, x := range a[arg:] {
			if i > 0 {
				p.string(", ")
			}
			if x == nil {
				p.string("<nil>")
			} else {
				p.string(reflect.TypeOf(x).String())
				p.byte('=')
				p.any(x, 'v')
			}
		}
		p.byte(')')
	}
}
