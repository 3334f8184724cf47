package strconv

import "errors"

// IntSize is the size of an int in bits.
const IntSize = 64

func lower(c byte) byte { return c | ('x' - 'X') }

// ParseUint reads s as a number in the given base (2 to 36, or 0: the base that
// a prefix 0b, 0, 0o or 0x tells, with underscores allowed between digits) that
// fits bitSize bits (0 stands for int's size). Out of range, it returns the
// nearest number that fits and ErrRange.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	return parseUint("ParseUint", s, s, base, bitSize)
}

// parseUint parses s; fn and whole are what an error names.
func parseUint(fn, whole, s string, base, bitSize int) (uint64, error) {
	if s == "" {
		return 0, syntaxError(fn, whole)
	}
	base0 := base == 0
	digits := s
	switch {
	case 2 <= base && base <= 36:
	case base == 0:
		base = 10
		if s[0] == '0' {
			base, digits = 8, s[1:]
			if len(s) >= 3 {
				switch lower(s[1]) {
				case 'b':
					base, digits = 2, s[2:]
				case 'o':
					digits = s[2:]
				case 'x':
					base, digits = 16, s[2:]
				}
			}
		}
	default:
		return 0, &NumError{fn, clone(whole), errors.New("invalid base " + Itoa(base))}
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, &NumError{fn, clone(whole), errors.New("invalid bit size " + Itoa(bitSize))}
	}

	limit := uint64(1)<<bitSize - 1
	before := limit / uint64(base) // a larger n has no room for one more digit
	underscores := false
	n := uint64(0)
	for i := 0; i < len(digits); i++ {
		c := digits[i]
		var d byte
		switch {
		case c == '_' && base0:
			underscores = true
			continue
		case '0' <= c && c <= '9':
			d = c - '0'
		case 'a' <= lower(c) && lower(c) <= 'z':
			d = lower(c) - 'a' + 10
		default:
			return 0, syntaxError(fn, whole)
		}
		if d >= byte(base) {
			return 0, syntaxError(fn, whole)
		}
		if n > before {
			return limit, rangeError(fn, whole)
		}
		next := n*uint64(base) + uint64(d)
		if next > limit || next < n {
			return limit, rangeError(fn, whole)
		}
		n = next
	}
	if underscores && !underscoresOK(s) {
		return 0, syntaxError(fn, whole)
	}
	return n, nil
}

// ParseInt is ParseUint with an optional sign, for signed types.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	return parseInt("ParseInt", s, base, bitSize)
}

func parseInt(fn, s string, base, bitSize int) (int64, error) {
	if s == "" {
		return 0, syntaxError(fn, s)
	}
	digits := s
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		digits = s[1:]
	}
	u, err := parseUint(fn, s, digits, base, bitSize)
	if err != nil && err.(*NumError).Err != ErrRange {
		return 0, err
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	cutoff := uint64(1) << (bitSize - 1)
	if !neg && u >= cutoff {
		return int64(cutoff - 1), rangeError(fn, s)
	}
	if neg && u > cutoff {
		return -int64(cutoff), rangeError(fn, s)
	}
	if neg {
		return -int64(u), nil
	}
	return int64(u), nil
}

// Atoi reads s as a decimal int.
func Atoi(s string) (int, error) {
	// Short plain numbers need no checks for overflow.
	if 0 < len(s) && len(s) < 19 {
		digits := s
		if s[0] == '-' || s[0] == '+' {
			digits = s[1:]
		}
		n := 0
		for i := 0; i < len(digits); i++ {
			d := digits[i] - '0'
			if d > 9 {
				return 0, syntaxError("Atoi", s)
			}
			n = n*10 + int(d)
		}
		if len(digits) == 0 {
			return 0, syntaxError("Atoi", s)
		}
		if s[0] == '-' {
			n = -n
		}
		return n, nil
	}
	i, err := parseInt("Atoi", s, 10, 0)
	return int(i), err
}

// underscoresOK reports whether each underscore of s stands between digits, where
// a base prefix counts as a digit. s may have a sign; it is else known to be well
// formed, and has a base prefix or is written as a base-0 integer.
func underscoresOK(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	const (
		start = iota
		digit
		underscore
		other
	)
	last := start
	hex := false
	if len(s) >= 2 && s[0] == '0' {
		if c := lower(s[1]); c == 'b' || c == 'o' || c == 'x' {
			last = digit
			hex = c == 'x'
			s = s[2:]
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case '0' <= c && c <= '9', hex && 'a' <= lower(c) && lower(c) <= 'f':
			last = digit
		case c == '_':
			if last != digit {
				return false
			}
			last = underscore
		default:
			if last == underscore {
				return false
			}
			last = other
		}
	}
	return last != underscore
}
