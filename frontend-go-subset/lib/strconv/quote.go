package strconv

import "unicode/utf8"

// Which characters a quoting function leaves as they are.
const (
	keepPrintable = iota
	keepASCII
	keepGraphic
)

// Quote returns s as a double-quoted Go literal; what is not printable (as IsPrint
// tells) is escaped.
func Quote(s string) string { return own(appendQuoted(nil, s, '"', keepPrintable)) }

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return appendQuoted(dst, s, '"', keepPrintable) }

// QuoteToASCII is Quote with all characters beyond ASCII escaped.
func QuoteToASCII(s string) string { return own(appendQuoted(nil, s, '"', keepASCII)) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte { return appendQuoted(dst, s, '"', keepASCII) }

// QuoteToGraphic is Quote that keeps what IsGraphic tells.
func QuoteToGraphic(s string) string { return own(appendQuoted(nil, s, '"', keepGraphic)) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return appendQuoted(dst, s, '"', keepGraphic)
}

// QuoteRune returns r as a single-quoted Go literal. What is not a code point
// becomes U+FFFD.
func QuoteRune(r rune) string { return own(appendQuotedRune(nil, r, keepPrintable)) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return appendQuotedRune(dst, r, keepPrintable) }

// QuoteRuneToASCII is QuoteRune with all characters beyond ASCII escaped.
func QuoteRuneToASCII(r rune) string { return own(appendQuotedRune(nil, r, keepASCII)) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return appendQuotedRune(dst, r, keepASCII) }

// QuoteRuneToGraphic is QuoteRune that keeps what IsGraphic tells.
func QuoteRuneToGraphic(r rune) string { return own(appendQuotedRune(nil, r, keepGraphic)) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return appendQuotedRune(dst, r, keepGraphic)
}

func appendQuoted(dst []byte, s string, quote byte, keep int) []byte {
	dst = append(dst, quote)
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				dst = appendHex(append(dst, `\x`...), rune(s[i]), 2)
				i++
				continue
			}
		}
		dst = appendEscaped(dst, r, quote, keep)
		i += size
	}
	return append(dst, quote)
}

func appendQuotedRune(dst []byte, r rune, keep int) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(appendEscaped(append(dst, '\''), r, '\'', keep), '\'')
}

// appendHex appends r as n hexadecimal digits.
func appendHex(dst []byte, r rune, n int) []byte {
	for n--; n >= 0; n-- {
		dst = append(dst, digitChars[r>>(4*n)&0xF])
	}
	return dst
}

// appendEscaped appends r as it stands within quotes.
func appendEscaped(dst []byte, r rune, quote byte, keep int) []byte {
	if r == rune(quote) || r == '\\' {
		return append(dst, '\\', byte(r))
	}
	if r < utf8.RuneSelf {
		if ' ' <= r && r != 0x7F {
			return append(dst, byte(r))
		}
	} else if keep != keepASCII && (IsPrint(r) || keep == keepGraphic && IsGraphic(r)) {
		return utf8.AppendRune(dst, r)
	}
	switch {
	case '\a' <= r && r <= '\r':
		return append(dst, '\\', "abtnvfr"[r-'\a'])
	case r < ' ' || r == 0x7F:
		return appendHex(append(dst, `\x`...), r, 2)
	case r < 0x10000:
		return appendHex(append(dst, `\u`...), r, 4)
	}
	return appendHex(append(dst, `\U`...), r, 8)
}

// CanBackquote reports whether s can stand between backquotes: it is valid UTF-8
// on one line, without control characters other than tab, backquotes and byte
// order marks.
func CanBackquote(s string) bool {
	for _, r := range s {
		if r == '\uFEFF' || r < ' ' && r != '\t' || r == '`' || r == 0x7F {
			return false
		}
	}
	return utf8.ValidString(s)
}

func hexValue(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= lower(c) && lower(c) <= 'f':
		return rune(lower(c)-'a') + 10, true
	}
	return 0, false
}

// UnquoteChar decodes the first character of s, which may be an escape sequence,
// and returns it, whether its encoding has more than one byte, and the rest of s.
// quote is the kind of literal that s is in: within ' and " the quote itself must
// be escaped, and only it may be; 0 allows neither to be escaped and both as they
// are.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	switch {
	case c == quote && (quote == '\'' || quote == '"'):
		return 0, false, "", ErrSyntax
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c, s = s[1], s[2:]
	size := 0
	switch c {
	case 'a':
		value = '\a'
	case 'b':
		value = '\b'
	case 'f':
		value = '\f'
	case 'n':
		value = '\n'
	case 'r':
		value = '\r'
	case 't':
		value = '\t'
	case 'v':
		value = '\v'
	case '\\':
		value = '\\'
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		value = rune(c)
	case 'x':
		size = 2
	case 'u':
		size = 4
	case 'U':
		size = 8
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if len(s) < 2 {
			return 0, false, "", ErrSyntax
		}
		value = rune(c - '0')
		for i := 0; i < 2; i++ {
			d := s[i] - '0'
			if d > 7 {
				return 0, false, "", ErrSyntax
			}
			value = value<<3 | rune(d)
		}
		if value > 255 {
			return 0, false, "", ErrSyntax
		}
		s = s[2:]
	default:
		return 0, false, "", ErrSyntax
	}
	if size > 0 {
		if len(s) < size {
			return 0, false, "", ErrSyntax
		}
		for i := 0; i < size; i++ {
			d, ok := hexValue(s[i])
			if !ok {
				return 0, false, "", ErrSyntax
			}
			value = value<<4 | d
		}
		s = s[size:]
		if c != 'x' {
			if !utf8.ValidRune(value) {
				return 0, false, "", ErrSyntax
			}
			multibyte = true
		}
	}
	return value, multibyte, s, nil
}

// literalEnd returns the length of the quoted literal at s's start, or -1 when
// there is no valid one.
func literalEnd(s string) int {
	if len(s) < 2 {
		return -1
	}
	quote := s[0]
	if quote == '`' {
		for i := 1; i < len(s); i++ {
			if s[i] == '`' {
				return i + 1
			}
		}
		return -1
	}
	if quote != '"' && quote != '\'' {
		return -1
	}
	rest := s[1:]
	for n := 0; ; n++ {
		if rest == "" || rest[0] == '\n' {
			return -1
		}
		if rest[0] == quote {
			return len(s) - len(rest) + 1
		}
		if quote == '\'' && n == 1 {
			return -1
		}
		_, _, tail, err := UnquoteChar(rest, quote)
		if err != nil {
			return -1
		}
		rest = tail
	}
}

// QuotedPrefix returns the quoted literal that s begins with.
func QuotedPrefix(s string) (string, error) {
	end := literalEnd(s)
	if end < 0 {
		return "", ErrSyntax
	}
	return s[:end], nil
}

// Unquote returns what the Go literal s, in single, double or back quotes, stands
// for.
func Unquote(s string) (string, error) {
	if end := literalEnd(s); end < 0 || end != len(s) {
		return "", ErrSyntax
	}
	quote, s := s[0], s[1:len(s)-1]
	if quote == '`' {
		// A raw string has no carriage returns.
		var out []byte
		from := 0
		for i := 0; i < len(s); i++ {
			if s[i] == '\r' {
				out = append(out, s[from:i]...)
				from = i + 1
			}
		}
		if from == 0 {
			return s, nil
		}
		return own(append(out, s[from:]...)), nil
	}
	plain := utf8.ValidString(s)
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] != '\\'
	}
	if plain {
		return s, nil
	}
	out := make([]byte, 0, len(s))
	for s != "" {
		r, multibyte, tail, _ := UnquoteChar(s, quote)
		s = tail
		if r < utf8.RuneSelf || !multibyte {
			out = append(out, byte(r))
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return own(out), nil
}
