package strings

import (
	"internal/unicode"
	"unicode/utf8"
	"unsafe"
)

// own returns b as a string; nobody may write to b afterwards.
func own(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Clone returns a copy of s in memory of its own.
func Clone(s string) string {
	if s == "" {
		return ""
	}
	return own([]byte(s))
}

// Join returns all elems with sep between them.
func Join(elems []string, sep string) string {
	switch len(elems) {
	case 0:
		return ""
	case 1:
		return elems[0]
	}
	n := len(sep) * (len(elems) - 1)
	for _, e := range elems {
		n += len(e)
	}
	b := make([]byte, 0, n)
	b = append(b, elems[0]...)
	for _, e := range elems[1:] {
		b = append(b, sep...)
		b = append(b, e...)
	}
	return own(b)
}

// Repeat returns count copies of s.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	const most = 1<<63 - 1
	if count > 0 && len(s) > most/count {
		panic("strings: Repeat output length overflow")
	}
	n := len(s) * count
	if n == 0 {
		return ""
	}
	b := make([]byte, n)
	for done := copy(b, s); done < n; {
		done += copy(b[done:], b[:done])
	}
	return own(b)
}

// Map returns s with each character replaced by mapping's result, or dropped if
// that is negative.
func Map(mapping func(rune) rune, s string) string {
	var b []byte
	from := 0 // what was copied to b, once something has changed
	for i, r := range s {
		to := mapping(r)
		if to == r && b == nil {
			if r != utf8.RuneError {
				continue
			}
			// An invalid byte changes even if it maps to itself.
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 3 {
				continue
			}
		}
		if b == nil {
			b = make([]byte, 0, len(s)+utf8.UTFMax)
			b = append(b, s[from:i]...)
		}
		if to >= 0 {
			b = utf8.AppendRune(b, to)
		}
	}
	if b == nil {
		return s
	}
	return own(b)
}

// caseASCII changes the case of the ASCII letters from first on, 26 of them. It is
// not ok when s has other characters than ASCII.
func caseASCII(s string, first byte) (changed string, ok bool) {
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		if c-first < 26 {
			if b == nil {
				b = []byte(s)
			}
			b[i] = c ^ 0x20
		}
	}
	if b == nil {
		return s, true
	}
	return own(b), true
}

// ToUpper returns s in upper case.
func ToUpper(s string) string {
	if t, ok := caseASCII(s, 'a'); ok {
		return t
	}
	return Map(unicode.ToUpper, s)
}

// ToLower returns s in lower case.
func ToLower(s string) string {
	if t, ok := caseASCII(s, 'A'); ok {
		return t
	}
	return Map(unicode.ToLower, s)
}

// ToTitle returns s with all characters in title case.
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper with c's rules first.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower with c's rules first.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle with c's rules first.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// Title returns s with the first character of each word in title case. Words end
// at white space and ASCII punctuation.
//
// Deprecated: this knows little of languages.
func Title(s string) string {
	prev := ' '
	return Map(func(r rune) rune {
		before := prev
		prev = r
		if before < utf8.RuneSelf {
			if c := before | 0x20; 'a' <= c && c <= 'z' || '0' <= before && before <= '9' || before == '_' {
				return r
			}
			return unicode.ToTitle(r)
		}
		if unicode.IsSpace(before) {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// ToValidUTF8 replaces each run of invalid bytes by replacement.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	b := make([]byte, 0, len(s)+len(replacement))
	invalid := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			if !invalid {
				b = append(b, replacement...)
			}
			invalid = true
		} else {
			b = append(b, s[i:i+size]...)
			invalid = false
		}
		i += size
	}
	return own(b)
}

// Replace returns s with the first n of old replaced by new, all if n < 0. An empty
// old is before each character and at the end.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	if m := Count(s, old); m == 0 {
		return s
	} else if n < 0 || m < n {
		n = m
	}
	b := make([]byte, 0, len(s)+n*(len(new)-len(old)))
	start := 0
	for i := 0; i < n; i++ {
		j := start
		if old == "" {
			if i > 0 {
				_, size := utf8.DecodeRuneInString(s[start:])
				j += size
			}
		} else {
			j += Index(s[start:], old)
		}
		b = append(b, s[start:j]...)
		b = append(b, new...)
		start = j + len(old)
	}
	return own(append(b, s[start:]...))
}

// ReplaceAll is Replace without a limit.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// A Builder builds a string piece by piece. The zero Builder is empty; a Builder
// in use must not be copied.
type Builder struct {
	addr *Builder // the Builder itself, to notice copies
	buf  []byte
}

// noescape is p. The compiler takes it for something else, so that a Builder that points to itself need not be in the heap.
func noescape(p unsafe.Pointer) unsafe.Pointer { return p }

func (b *Builder) check() {
	if b.addr != b {
		if b.addr != nil {
			panic("strings: illegal use of non-zero Builder copied by value")
		}
		b.addr = (*Builder)(noescape(unsafe.Pointer(b)))
	}
}

// String returns the string built so far.
func (b *Builder) String() string { return own(b.buf) }

// Len returns how many bytes were written.
func (b *Builder) Len() int { return len(b.buf) }

// Cap returns how many bytes there is room for.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset makes b empty.
func (b *Builder) Reset() { *b = Builder{} }

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		buf := make([]byte, len(b.buf), 2*cap(b.buf)+n)
		copy(buf, b.buf)
		b.buf = buf
	}
}

// Write appends p; the error is nil.
func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c; the error is nil.
func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends r; the error is nil.
func (b *Builder) WriteRune(r rune) (int, error) {
	b.check()
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

// WriteString appends s; the error is nil.
func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.buf = append(b.buf, s...)
	return len(s), nil
}
