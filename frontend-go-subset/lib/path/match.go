package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether all of name matches the pattern: * stands for any number of
// characters other than slash, ? for one, [a-z] for one of a class, [^a-z] for one
// that is not; \ takes away the meaning of the next character.
func Match(pattern, name string) (matched bool, err error) {
	matched, rest := match(pattern, name)
	if matched {
		return true, nil
	}
	// No match counts only if the rest of the pattern is well formed.
	for rest != "" {
		if rest, err = checkOne(rest); err != nil {
			return false, err
		}
	}
	return false, nil
}

// match tries the pattern and also returns what it did not look at.
func match(pattern, name string) (matched bool, rest string) {
	for pattern != "" {
		if pattern[0] == '*' {
			for pattern != "" && pattern[0] == '*' {
				pattern = pattern[1:]
			}
			if pattern == "" {
				for i := 0; i < len(name); i++ {
					if name[i] == '/' {
						return false, ""
					}
				}
				return true, ""
			}
			for i := 0; ; {
				if ok, _ := match(pattern, name[i:]); ok {
					return true, ""
				}
				if i >= len(name) || name[i] == '/' {
					return false, pattern
				}
				_, size := utf8.DecodeRuneInString(name[i:])
				i += size
			}
		}
		if name == "" {
			return false, pattern
		}
		r, size := utf8.DecodeRuneInString(name)
		ok, next, err := matchOne(pattern, r)
		if err != nil || !ok {
			return false, pattern
		}
		pattern, name = next, name[size:]
	}
	return name == "", ""
}

// checkOne skips the first element of a pattern.
func checkOne(pattern string) (rest string, err error) {
	if pattern[0] == '*' {
		return pattern[1:], nil
	}
	_, rest, err = matchOne(pattern, 0)
	return rest, err
}

// matchOne matches the pattern's first element, which is no *, with r.
func matchOne(pattern string, r rune) (ok bool, rest string, err error) {
	switch pattern[0] {
	case '?':
		return r != '/', pattern[1:], nil
	case '[':
		rest = pattern[1:]
		negated := rest != "" && rest[0] == '^'
		if negated {
			rest = rest[1:]
		}
		in := false
		for n := 0; ; n++ {
			if rest != "" && rest[0] == ']' && n > 0 {
				return in != negated, rest[1:], nil
			}
			var lo, hi rune
			if lo, rest, err = classChar(rest); err != nil {
				return false, "", err
			}
			hi = lo
			if rest[0] == '-' {
				if hi, rest, err = classChar(rest[1:]); err != nil {
					return false, "", err
				}
			}
			in = in || lo <= r && r <= hi
		}
	case '\\':
		pattern = pattern[1:]
		if pattern == "" {
			return false, "", ErrBadPattern
		}
	}
	c, size := utf8.DecodeRuneInString(pattern)
	return c == r, pattern[size:], nil
}

// classChar reads a character of a class, which something must follow.
func classChar(s string) (r rune, rest string, err error) {
	if s == "" || s[0] == '-' || s[0] == ']' {
		return 0, "", ErrBadPattern
	}
	if s[0] == '\\' {
		s = s[1:]
		if s == "" {
			return 0, "", ErrBadPattern
		}
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 || size == len(s) {
		return 0, "", ErrBadPattern
	}
	return r, s[size:], nil
}
