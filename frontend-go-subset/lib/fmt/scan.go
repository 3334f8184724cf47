package fmt

import (
	"errors"
	"internal/unicode"
	"io"
	"os"
	"unicode/utf8"
)

// ScanState is what a Scanner gets: the input up to the width of its verb.
type ScanState interface {
	// ReadRune reads a character. After a newline Scanln, Fscanln and Sscanln give
	// io.EOF, as does every verb after its width.
	ReadRune() (r rune, size int, err error)
	// UnreadRune puts the last character back.
	UnreadRune() error
	// SkipSpace skips white space; newlines as the function that was called does.
	SkipSpace()
	// Token skips white space if skipSpace, then returns the characters that satisfy f
	// (nil stands for: are no white space), in memory that the next call may use.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	// Width returns the width, and whether there is one.
	Width() (wid int, ok bool)
	// Read always fails: use ReadRune.
	Read(buf []byte) (n int, err error)
}

// Scanner is a type that scans itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// stringReader reads from a string, one byte at a time.
type stringReader string

func (r *stringReader) Read(b []byte) (n int, err error) {
	if *r == "" {
		return 0, io.EOF
	}
	n = copy(b, *r)
	*r = (*r)[n:]
	return n, nil
}

// Scan reads words from standard input into what the arguments point to; newlines
// are spaces. It returns how many it has read, and why not all.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan that stops at a newline, which must follow the last word.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads from standard input what the format says; newlines must match.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

// Sscan is Scan from a string.
func Sscan(str string, a ...any) (n int, err error) { return Fscan((*stringReader)(&str), a...) }

// Sscanln is Scanln from a string.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln((*stringReader)(&str), a...) }

// Sscanf is Scanf from a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf((*stringReader)(&str), format, a...)
}

// Fscan is Scan from r. If r is no io.RuneScanner, what it has read ahead is lost.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineIsSpace = true
	return s.scan(a)
}

// Fscanln is Scanln from r.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineIsEnd = true
	return s.scan(a)
}

// Fscanf is Scanf from r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(r).scanf(format, a)
}

const (
	eof       = -1
	unlimited = 1 << 30
)

// scanError is what scanning panics with.
type scanError struct{ err error }

// scan is a ScanState.
type scan struct {
	rs             io.RuneScanner
	buf            []byte // the current token
	count          int    // characters read
	end            int    // the count at which the width ends
	width          int
	atEOF          bool
	newlineIsSpace bool
	newlineIsEnd   bool
}

func newScan(r io.Reader) *scan {
	s := &scan{end: unlimited, width: unlimited}
	if rs, ok := r.(io.RuneScanner); ok {
		s.rs = rs
	} else {
		s.rs = &runeReader{r: r, peeked: -1}
	}
	return s
}

// runeReader makes characters of the bytes of a reader, and reads no byte too many.
type runeReader struct {
	r       io.Reader
	pending []byte // bytes read but not yet taken, after an invalid encoding
	last    rune
	size    int
	peeked  rune // put back, or < 0
}

func (r *runeReader) readByte() (byte, error) {
	if len(r.pending) > 0 {
		b := r.pending[0]
		r.pending = r.pending[1:]
		return b, nil
	}
	b := make([]byte, 1)
	n, err := io.ReadFull(r.r, b)
	if n != 1 {
		return 0, err
	}
	return b[0], nil
}

func (r *runeReader) ReadRune() (c rune, size int, err error) {
	if r.peeked >= 0 {
		c = r.peeked
		r.peeked = -1
		return c, r.size, nil
	}
	first, err := r.readByte()
	if err != nil {
		return 0, 0, err
	}
	b := []byte{first}
	for first >= utf8.RuneSelf && !utf8.FullRune(b) {
		next, err := r.readByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, 0, err
		}
		b = append(b, next)
	}
	r.last, r.size = utf8.DecodeRune(b)
	if r.size < len(b) {
		r.pending = append(b[r.size:], r.pending...)
	}
	return r.last, r.size, nil
}

func (r *runeReader) UnreadRune() error {
	if r.peeked >= 0 {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	r.peeked = r.last
	return nil
}

func (s *scan) fail(text string) { panic(scanError{errors.New(text)}) }

func (s *scan) failErr(err error) { panic(scanError{err}) }

// caught turns a panic of the scan into an error.
func (s *scan) caught(err *error) {
	switch e := recover().(type) {
	case nil:
	case scanError:
		*err = e.err
	default:
		panic(e)
	}
}

func (s *scan) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.count >= s.end {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	if err == nil {
		s.count++
		s.atEOF = s.newlineIsEnd && r == '\n'
	} else if err == io.EOF {
		s.atEOF = true
	}
	return r, size, err
}

func (s *scan) UnreadRune() error {
	s.rs.UnreadRune()
	s.atEOF = false
	s.count--
	return nil
}

func (s *scan) Width() (wid int, ok bool) {
	if s.width == unlimited {
		return 0, false
	}
	return s.width, true
}

// next returns the next character or eof.
func (s *scan) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return eof
	}
	if err != nil {
		s.failErr(err)
	}
	return r
}

// must returns the next character, which must be there.
func (s *scan) must() rune {
	r := s.next()
	if r == eof {
		s.failErr(io.ErrUnexpectedEOF)
	}
	return r
}

// notEOF ends the scan if there is no more input.
func (s *scan) notEOF() {
	if s.next() == eof {
		s.failErr(io.EOF)
	}
	s.UnreadRune()
}

func indexRune(s string, r rune) int {
	for i, c := range s {
		if c == r {
			return i
		}
	}
	return -1
}

// peek reports whether the next character is one of ok.
func (s *scan) peek(ok string) bool {
	r := s.next()
	if r != eof {
		s.UnreadRune()
	}
	return indexRune(ok, r) >= 0
}

// skip reads the next character if it is one of ok.
func (s *scan) skip(ok string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	if indexRune(ok, r) >= 0 {
		return true
	}
	s.UnreadRune()
	return false
}

// accept reads the next character into the token if it is one of ok.
func (s *scan) accept(ok string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	if indexRune(ok, r) >= 0 {
		s.buf = utf8.AppendRune(s.buf, r)
		return true
	}
	s.UnreadRune()
	return false
}

func (s *scan) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == eof:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.newlineIsSpace {
				s.fail("unexpected newline")
			}
		case !unicode.IsSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func (s *scan) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer s.caught(&err)
	if f == nil {
		f = notSpace
	}
	return s.token(skipSpace, f), nil
}

func notSpace(r rune) bool { return !unicode.IsSpace(r) }

func (s *scan) token(skipSpace bool, f func(rune) bool) []byte {
	if skipSpace {
		s.SkipSpace()
	}
	s.buf = s.buf[:0]
	for {
		r := s.next()
		if r == eof {
			break
		}
		if !f(r) {
			s.UnreadRune()
			break
		}
		s.buf = utf8.AppendRune(s.buf, r)
	}
	return s.buf
}

func (s *scan) scan(a []any) (n int, err error) {
	defer s.caught(&err)
	for _, arg := range a {
		s.one('v', arg)
		n++
	}
	if s.newlineIsEnd {
		for {
			r := s.next()
			if r == '\n' || r == eof {
				break
			}
			if !unicode.IsSpace(r) {
				s.fail("expected newline")
			}
		}
	}
	return n, nil
}

func (s *scan) scanf(format string, a []any) (n int, err error) {
	defer s.caught(&err)
	for i := 0; i < len(format); {
		used, ok := s.literal(format[i:])
		if !ok {
			s.fail("input does not match format")
		}
		i += used
		if i >= len(format) {
			break
		}
		i++ // %
		width, hasWidth, next := number(format, i)
		i = next
		s.width = unlimited
		if hasWidth {
			s.width = width
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.notEOF()
			if !s.skip("%") {
				s.fail("missing literal %")
			}
			continue
		}
		if s.count+s.width < unlimited {
			s.end = s.count + s.width
		}
		if n >= len(a) {
			s.fail("too few operands for format '%" + format[i-size:] + "'")
		}
		s.one(verb, a[n])
		n++
		s.end = unlimited
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return n, nil
}

// literal matches the format up to its next verb with the input. It is not ok when
// they differ.
func (s *scan) literal(format string) (used int, ok bool) {
	for i := 0; i < len(format); {
		c, size := utf8.DecodeRuneInString(format[i:])
		if unicode.IsSpace(c) {
			i += s.spaces(format[i:])
			continue
		}
		if c == '%' {
			if i+1 == len(format) {
				s.fail("missing verb: % at end of format string")
			}
			if format[i+1] != '%' {
				return i, true
			}
			i++
		}
		if s.must() != c {
			s.UnreadRune()
			// A format that begins with %% gets a second chance, as a verb.
			return 0, format[0] == '%'
		}
		i += size
	}
	return len(format), true
}

// spaces matches the white space at the format's start: a newline with any spaces and
// then a newline or the end; spaces alone with one space at least, spaces behind a
// newline with any number.
func (s *scan) spaces(format string) (used int) {
	newlines := 0
	trailing := false
	for used < len(format) {
		c, size := utf8.DecodeRuneInString(format[used:])
		if !unicode.IsSpace(c) {
			break
		}
		if c == '\n' {
			newlines++
		}
		trailing = c != '\n'
		used += size
	}
	blank := func(r rune) bool { return unicode.IsSpace(r) && r != '\n' }
	for i := 0; i < newlines; i++ {
		r := s.next()
		for blank(r) {
			r = s.next()
		}
		if r != '\n' && r != eof {
			s.fail("newline in format does not match input")
		}
	}
	if trailing {
		r := s.next()
		if newlines == 0 {
			if !unicode.IsSpace(r) && r != eof {
				s.fail("expected space in input to match format")
			}
			if r == '\n' {
				s.fail("newline in input does not match format")
			}
		}
		for blank(r) {
			r = s.next()
		}
		if r != eof {
			s.UnreadRune()
		}
	}
	return used
}
