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
	for pattern != "" {
		star := false
		for pattern != "" && pattern[0] == '*' {
			star = true
			pattern = pattern[1:]
		}
		if star && pattern == "" {
			for i := 0; i < len(name); i++ {
				if name[i] == '/' {
					return false, nil
				}
			}
			return true, nil
		}
		// What follows a star is taken where it fits first; only the last part of a
		// pattern must reach the end of the name.
		at := 0
		for {
			rest, after, ok, err := matchPart(pattern, name[at:])
			if err != nil {
				return false, err
			}
			if ok && (rest != "" || after == "") {
				pattern, name = rest, after
				break
			}
			if !star || at >= len(name) || name[at] == '/' {
				return false, checkPattern(rest)
			}
			at++
		}
	}
	return name == "", nil
}

// matchPart matches the pattern up to the next star with the start of name. It
// returns the rest of both; the whole part is checked also when it does not match.
func matchPart(pattern, name string) (rest, after string, ok bool, err error) {
	ok = true
	for pattern != "" && pattern[0] != '*' {
		if name == "" {
			ok = false
		}
		r, size := utf8.DecodeRuneInString(name)
		one, next, err := matchOne(pattern, r)
		if err != nil {
			return "", "", false, err
		}
		if !one {
			ok = false
		}
		pattern = next
		if ok {
			name = name[size:]
		}
	}
	return pattern, name, ok, nil
}

// checkPattern returns an error if a pattern is malformed.
func checkPattern(pattern string) error {
	for pattern != "" {
		if pattern[0] == '*' {
			pattern = pattern[1:]
			continue
		}
		rest, _, _, err := matchPart(pattern, "")
		if err != nil {
			return err
		}
		pattern = rest
	}
	return nil
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
