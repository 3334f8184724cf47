// The values that Scan and its kin read: from the characters of one operand to what its verb and its type ask for.
package fmt

import (
	"io"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// wantVerb fails unless the verb is one of ok.
func (s *scan) wantVerb(verb rune, ok, typ string) {
	if indexRune(ok, verb) < 0 {
		s.fail("bad verb '%" + string(verb) + "' for " + typ)
	}
}

// one reads a value into what arg points to.
func (s *scan) one(verb rune, arg any) {
	s.buf = s.buf[:0]
	if v, ok := arg.(Scanner); ok {
		if err := v.Scan(s, verb); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			s.failErr(err)
		}
		return
	}
	switch v := arg.(type) {
	case *bool:
		*v = s.bool(verb)
		return
	case *int:
		*v = int(s.int(verb, 64))
		return
	case *int32:
		*v = int32(s.int(verb, 32))
		return
	case *int64:
		*v = s.int(verb, 64)
		return
	case *string:
		*v = s.string(verb)
		return
	case *[]byte:
		*v = []byte(s.string(verb))
		return
	case *float64:
		*v = s.float(verb, 64, "float64")
		return
	}
	ptr := reflect.ValueOf(arg)
	if ptr.Kind() != reflect.Pointer {
		s.fail("type not a pointer: " + reflect.TypeOf(arg).String())
	}
	v := ptr.Elem()
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(s.bool(verb))
		return
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(s.int(verb, v.Type().Bits()))
		return
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(s.uint(verb, v.Type().Bits()))
		return
	case reflect.String:
		v.SetString(s.string(verb))
		return
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(s.string(verb)))
			return
		}
	case reflect.Float32:
		v.SetFloat(s.float(verb, 32, "float32"))
		return
	case reflect.Float64:
		v.SetFloat(s.float(verb, 64, "float64"))
		return
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(s.complex(verb, v.Type().Bits()/2))
		return
	}
	s.fail("can't scan type: " + ptr.Type().String())
}

const (
	binaryDigits = "01"
	octalDigits  = "01234567"
	tenDigits    = "0123456789"
	hexDigits    = "0123456789aAbBcCdDeEfF"
)

func (s *scan) bool(verb rune) bool {
	const wrong = "syntax error scanning boolean"
	s.SkipSpace()
	s.notEOF()
	s.wantVerb(verb, "tv", "boolean")
	switch s.next() {
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") && !(s.accept("uU") && s.accept("eE")) {
			s.fail(wrong)
		}
		return true
	case 'f', 'F':
		if s.accept("aA") && !(s.accept("lL") && s.accept("sS") && s.accept("eE")) {
			s.fail(wrong)
		}
	}
	return false
}

// base returns the base of a verb and its digits.
func (s *scan) base(verb rune) (base int, digits string) {
	s.wantVerb(verb, "bdoUxXv", "integer")
	switch verb {
	case 'b':
		return 2, binaryDigits
	case 'o':
		return 8, octalDigits
	case 'x', 'X', 'U':
		return 16, hexDigits
	}
	return 10, tenDigits
}

// prefix reads a base prefix, of which 0 is a digit already.
func (s *scan) prefix() (base int, digits string, zero bool) {
	if !s.accept("0") {
		return 0, tenDigits + "_", false
	}
	switch {
	case s.accept("bB"):
		return 0, binaryDigits + "_", true
	case s.accept("oO"):
		return 0, octalDigits + "_", true
	case s.accept("xX"):
		return 0, hexDigits + "_", true
	}
	return 0, octalDigits + "_", true
}

// integer reads the digits of an integer into a token.
func (s *scan) integer(verb rune, signs string) (token string, base int) {
	s.SkipSpace()
	s.notEOF()
	base, digits := s.base(verb)
	some := false
	if verb == 'U' {
		if !s.skip("U") || !s.skip("+") {
			s.fail("bad unicode format ")
		}
	} else {
		if signs != "" {
			s.accept(signs)
		}
		if verb == 'v' {
			base, digits, some = s.prefix()
		}
	}
	if !some {
		s.notEOF()
		if !s.accept(digits) {
			s.fail("expected integer")
		}
	}
	for s.accept(digits) {
	}
	return string(s.buf), base
}

func (s *scan) int(verb rune, size int) int64 {
	if verb == 'c' {
		return s.char(size)
	}
	token, base := s.integer(verb, "+-")
	i, err := strconv.ParseInt(token, base, 64)
	if err != nil {
		s.failErr(err)
	}
	if shift := 64 - size; i<<shift>>shift != i {
		s.fail("integer overflow on token " + token)
	}
	return i
}

func (s *scan) uint(verb rune, size int) uint64 {
	if verb == 'c' {
		return uint64(s.char(size))
	}
	token, base := s.integer(verb, "")
	i, err := strconv.ParseUint(token, base, 64)
	if err != nil {
		s.failErr(err)
	}
	if shift := 64 - size; i<<shift>>shift != i {
		s.fail("unsigned integer overflow on token " + token)
	}
	return i
}

func (s *scan) char(size int) int64 {
	s.notEOF()
	r := int64(s.next())
	if shift := 64 - size; r<<shift>>shift != r {
		s.fail("overflow on character value " + string(rune(r)))
	}
	return r
}

// floatToken reads what looks like a float.
func (s *scan) floatToken() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	digits, exp := tenDigits+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits, exp = hexDigits+"_", "pP"
	}
	for s.accept(digits) {
	}
	if s.accept(".") {
		for s.accept(digits) {
		}
	}
	if s.accept(exp) {
		s.accept("+-")
		for s.accept(tenDigits + "_") {
		}
	}
	return string(s.buf)
}

func (s *scan) parseFloat(token string, size int) float64 {
	// A decimal number may have a binary exponent here.
	if p := indexRune(token, 'p'); p >= 0 && indexRune(token, 'x') < 0 && indexRune(token, 'X') < 0 {
		f, err := strconv.ParseFloat(token[:p], size)
		exp := 0
		if err == nil {
			exp, err = strconv.Atoi(token[p+1:])
		}
		if err != nil {
			if e, ok := err.(*strconv.NumError); ok {
				e.Num = token
			}
			s.failErr(err)
		}
		for ; exp > 0 && f*2 != f; exp-- {
			f *= 2
		}
		for ; exp < 0 && f != 0; exp++ {
			f /= 2
		}
		return f
	}
	f, err := strconv.ParseFloat(token, size)
	if err != nil {
		s.failErr(err)
	}
	return f
}

func (s *scan) float(verb rune, size int, typ string) float64 {
	s.wantVerb(verb, "beEfFgGv", typ)
	s.SkipSpace()
	s.notEOF()
	return s.parseFloat(s.floatToken(), size)
}

func (s *scan) complex(verb rune, size int) complex128 {
	const wrong = "syntax error scanning complex number"
	s.wantVerb(verb, "beEfFgGv", "complex")
	s.SkipSpace()
	s.notEOF()
	parens := s.skip("(")
	re := s.floatToken()
	s.buf = s.buf[:0]
	if !s.accept("+-") {
		s.fail(wrong)
	}
	sign := string(s.buf)
	im := s.floatToken()
	if !s.skip("i") || parens && !s.skip(")") {
		s.fail(wrong)
	}
	return complex(s.parseFloat(re, size), s.parseFloat(sign+im, size))
}

func (s *scan) string(verb rune) string {
	s.wantVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.notEOF()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexString()
	}
	return string(s.token(true, notSpace))
}

func (s *scan) quoted() string {
	s.notEOF()
	quote := s.next()
	if quote != '`' && quote != '"' {
		s.fail("expected quoted string")
	}
	if quote == '"' {
		s.buf = append(s.buf, '"')
	}
	for {
		r := s.must()
		if r == quote {
			break
		}
		s.buf = utf8.AppendRune(s.buf, r)
		if r == '\\' && quote == '"' {
			s.buf = utf8.AppendRune(s.buf, s.must())
		}
	}
	if quote == '`' {
		return string(s.buf)
	}
	text, err := strconv.Unquote(string(append(s.buf, '"')))
	if err != nil {
		s.failErr(err)
	}
	return text
}

func hexValue(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case 'a' <= r && r <= 'f':
		return int(r-'a') + 10
	case 'A' <= r && r <= 'F':
		return int(r-'A') + 10
	}
	return -1
}

func (s *scan) hexString() string {
	s.notEOF()
	for {
		r := s.next()
		if r == eof {
			break
		}
		hi := hexValue(r)
		if hi < 0 {
			s.UnreadRune()
			break
		}
		lo := hexValue(s.must())
		if lo < 0 {
			s.fail("illegal hex digit")
		}
		s.buf = append(s.buf, byte(hi<<4|lo))
	}
	if len(s.buf) == 0 {
		s.fail("no hex data for %x string")
	}
	return string(s.buf)
}
