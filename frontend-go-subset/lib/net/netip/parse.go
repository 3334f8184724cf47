package netip

import "strconv"

// parseError says what is wrong with the text of an address, and from where on.
type parseError struct {
	in, why, at string
}

func (e parseError) Error() string {
	text := "ParseAddr(" + strconv.Quote(e.in) + "): " + e.why
	if e.at != "" {
		text += " (at " + strconv.Quote(e.at) + ")"
	}
	return text
}

// MustParseAddr is ParseAddr for texts that are known to be addresses.
func MustParseAddr(s string) Addr {
	ip, err := ParseAddr(s)
	if err != nil {
		panic(err)
	}
	return ip
}

// ParseAddr parses "192.0.2.1", "2001:db8::68" or "fe80::1%eth0".
func ParseAddr(s string) (Addr, error) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '.':
			bytes, err := parse4(s, s)
			if err != nil {
				return Addr{}, err
			}
			return AddrFrom4(bytes), nil
		case ':':
			return parse6(s)
		case '%':
			return Addr{}, parseError{in: s, why: "missing IPv6 address"}
		}
	}
	return Addr{}, parseError{in: s, why: "unable to parse IP"}
}

// parse4 parses the IPv4 address that s is; in is the text that it ends.
func parse4(in, s string) (bytes [4]byte, err error) {
	value, digits, at := 0, 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			if digits == 1 && value == 0 {
				return bytes, parseError{in: in, why: "IPv4 field has octet with leading zero"}
			}
			value = value*10 + int(c-'0')
			digits++
			if value > 255 {
				return bytes, parseError{in: in, why: "IPv4 field has value >255"}
			}
		case c == '.':
			switch {
			case digits == 0 || i == len(s)-1:
				return bytes, parseError{in: in, why: "IPv4 field must have at least one digit", at: s[i:]}
			case at == 3:
				return bytes, parseError{in: in, why: "IPv4 address too long"}
			}
			bytes[at] = byte(value)
			at++
			value, digits = 0, 0
		default:
			return bytes, parseError{in: in, why: "unexpected character", at: s[i:]}
		}
	}
	if at < 3 {
		return bytes, parseError{in: in, why: "IPv4 address too short"}
	}
	bytes[3] = byte(value)
	return bytes, nil
}

// parse6 parses groups of hexadecimal digits; the last two may be an IPv4 address, one run of zero groups may be "::".
func parse6(in string) (Addr, error) {
	s, zone := in, ""
	for i := 0; i < len(s); i++ {
		if s[i] == '%' {
			s, zone = s[:i], s[i+1:]
			if zone == "" {
				return Addr{}, parseError{in: in, why: "zone must be a non-empty string"}
			}
			break
		}
	}
	fail := func(why, at string) (Addr, error) { return Addr{}, parseError{in: in, why: why, at: at} }
	var bytes [16]byte
	gap, at := -1, 0
	if len(s) >= 2 && s[:2] == "::" {
		gap = 0
		s = s[2:]
	}
	for at < 16 && s != "" {
		value, digits := uint(0), 0
		for digits < len(s) {
			d, ok := hexDigit(s[digits])
			if !ok {
				break
			}
			if digits == 4 {
				return fail("each group must have 4 or less digits", s)
			}
			value = value<<4 | d
			digits++
		}
		if digits == 0 {
			return fail("each colon-separated field must have at least one digit", s)
		}
		if digits < len(s) && s[digits] == '.' {
			if gap < 0 && at != 12 {
				return fail("embedded IPv4 address must replace the final 2 fields of the address", s)
			}
			if at > 12 {
				return fail("too many hex fields to fit an embedded IPv4 at the end of the address", s)
			}
			last, err := parse4(in, s)
			if err != nil {
				return Addr{}, err
			}
			copy(bytes[at:], last[:])
			at += 4
			s = ""
			break
		}
		bytes[at] = byte(value >> 8)
		bytes[at+1] = byte(value)
		at += 2
		s = s[digits:]
		if s == "" {
			break
		}
		if s[0] != ':' {
			return fail("unexpected character, want colon", s)
		}
		if len(s) == 1 {
			return fail("colon must be followed by more characters", s)
		}
		s = s[1:]
		if s[0] == ':' {
			if gap >= 0 {
				return fail("multiple :: in address", s)
			}
			gap = at
			s = s[1:]
		}
	}
	switch {
	case s != "":
		return fail("trailing garbage after address", s)
	case at < 16 && gap < 0:
		return fail("address string too short", "")
	case at == 16 && gap >= 0:
		return fail("the :: must expand to at least one field of zeros", "")
	case at < 16:
		copy(bytes[gap+16-at:], bytes[gap:at])
		clear(bytes[gap : gap+16-at])
	}
	return AddrFrom16(bytes).WithZone(zone), nil
}

func hexDigit(c byte) (uint, bool) {
	switch {
	case '0' <= c && c <= '9':
		return uint(c - '0'), true
	case 'a' <= c && c <= 'f':
		return uint(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return uint(c-'A') + 10, true
	}
	return 0, false
}
