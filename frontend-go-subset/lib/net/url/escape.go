package url

import "strconv"

// Where a text stands decides which bytes must be escaped (RFC 3986).
type component int

const (
	inPath component = iota
	inPathSegment
	inHost
	inZone
	inUserPassword
	inQuery
	inFragment
)

// EscapeError is a % that two hexadecimal digits do not follow.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that no host has.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

const upperHex = "0123456789ABCDEF"

func hexValue(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// mustEscape says whether c has to be written as %XX in that place.
func mustEscape(c byte, in component) bool {
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
		return false
	}
	switch c {
	case '-', '_', '.', '~':
		return false
	case '$', '&', '+', ',', '/', ':', ';', '=', '?', '@':
		switch in {
		case inPath:
			return c == '?'
		case inPathSegment:
			return c == '/' || c == ';' || c == ',' || c == '?'
		case inUserPassword:
			return c == '@' || c == '/' || c == '?' || c == ':'
		case inQuery:
			return true
		case inFragment:
			return false
		case inHost:
			return c == '/' || c == '?' || c == '@'
		}
	case '!', '\'', '(', ')', '*':
		return in != inFragment && in != inHost || in == inFragment && c == '\''
	case '[', ']', '<', '>', '"':
		return in != inHost
	}
	return true
}

func escape(s string, in component) string {
	n := 0
	for i := 0; i < len(s); i++ {
		if mustEscape(s[i], in) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	out := make([]byte, 0, len(s)+2*n)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' && in == inQuery:
			out = append(out, '+')
		case mustEscape(c, in):
			out = append(out, '%', upperHex[c>>4], upperHex[c&15])
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

func unescape(s string, in component) (string, error) {
	changes := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			changes = true
			if i+2 >= len(s) {
				return "", EscapeError(s[i:])
			}
			high, ok1 := hexValue(s[i+1])
			low, ok2 := hexValue(s[i+2])
			// A host may escape what is not ASCII, and the % before an IPv6 zone.
			if !ok1 || !ok2 || in == inHost && high < 8 && s[i:i+3] != "%25" {
				return "", EscapeError(s[i : i+3])
			}
			// A zone may escape whatever could stand in a host as it is, and spaces.
			if c := high<<4 | low; in == inZone && s[i:i+3] != "%25" && c != ' ' && mustEscape(c, inHost) {
				return "", EscapeError(s[i : i+3])
			}
			i += 2
		case c == '+' && in == inQuery:
			changes = true
		case (in == inHost || in == inZone) && c < 0x80 && mustEscape(c, in):
			return "", InvalidHostError(s[i : i+1])
		}
	}
	if !changes {
		return s, nil
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			high, _ := hexValue(s[i+1])
			low, _ := hexValue(s[i+2])
			out = append(out, high<<4|low)
			i += 2
		case c == '+' && in == inQuery:
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
	}
	return string(out), nil
}

// validEncoding says whether s could have been written by some way of escaping.
func validEncoding(s string, in component) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', ':', '@', '[', ']', '%':
		default:
			if mustEscape(s[i], in) {
				return false
			}
		}
	}
	return true
}

// QueryEscape makes s safe inside a query: space becomes +.
func QueryEscape(s string) string { return escape(s, inQuery) }

// PathEscape makes s safe as one segment of a path.
func PathEscape(s string) string { return escape(s, inPathSegment) }

// QueryUnescape undoes QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, inQuery) }

// PathUnescape undoes PathEscape.
func PathUnescape(s string) (string, error) { return unescape(s, inPathSegment) }
