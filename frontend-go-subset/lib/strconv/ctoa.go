package strconv

// FormatComplex returns (a+bi), with a and b in FormatFloat's format for half of
// bitSize, which is 64 or 128.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	bitSize /= 2
	im := FormatFloat(imag(c), fmt, prec, bitSize)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize) + im + "i)"
}

// ParseComplex reads N, Ni or N±Ni, perhaps in parentheses, where N is what
// ParseFloat accepts for half of bitSize, which is 64 or 128.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	rest := s
	if n := len(s); n >= 2 && s[0] == '(' && s[n-1] == ')' {
		rest = s[1 : n-1]
	}
	var overflow error
	re, n, err := parseFloatPrefix(rest, size)
	if err != nil {
		if err != ErrRange {
			return 0, syntaxError("ParseComplex", s)
		}
		overflow = rangeError("ParseComplex", s)
	}
	rest = rest[n:]
	if rest == "" {
		return complex(re, 0), overflow
	}
	if rest == "i" {
		return complex(0, re), overflow
	}
	switch rest[0] {
	case '+':
		// A single + belongs to the number; +NaN needs it taken away.
		if len(rest) > 1 && rest[1] != '+' {
			rest = rest[1:]
		}
	case '-':
	default:
		return 0, syntaxError("ParseComplex", s)
	}
	im, n, err := parseFloatPrefix(rest, size)
	if err != nil {
		if err != ErrRange {
			return 0, syntaxError("ParseComplex", s)
		}
		overflow = rangeError("ParseComplex", s)
	}
	if rest[n:] != "i" {
		return 0, syntaxError("ParseComplex", s)
	}
	return complex(re, im), overflow
}
