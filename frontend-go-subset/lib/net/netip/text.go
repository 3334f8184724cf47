package netip

import "strconv"

// String returns "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1", "fe80::1%eth0", or "invalid IP".
func (ip Addr) String() string {
	if ip.kind == none {
		return "invalid IP"
	}
	return string(ip.AppendTo(nil))
}

// AppendTo appends what MarshalText returns.
func (ip Addr) AppendTo(b []byte) []byte {
	switch {
	case ip.kind == none:
		return b
	case ip.kind == v4:
		return ip.appendOctets(b)
	case ip.Is4In6():
		b = ip.appendOctets(append(b, "::ffff:"...))
	default:
		b = ip.appendGroups(b)
	}
	if ip.zone != "" {
		b = append(append(b, '%'), ip.zone...)
	}
	return b
}

func (ip Addr) appendOctets(b []byte) []byte {
	for i := range 4 {
		if i > 0 {
			b = append(b, '.')
		}
		b = strconv.AppendUint(b, uint64(ip.octet(i)), 10)
	}
	return b
}

// appendGroups writes the longest run of at least two zero groups, the first of several, as "::".
func (ip Addr) appendGroups(b []byte) []byte {
	from, to := 8, 8
	for i := 0; i < 8; i++ {
		j := i
		for j < 8 && ip.group(j) == 0 {
			j++
		}
		if j-i >= 2 && j-i > to-from {
			from, to = i, j
		}
		if j > i {
			i = j
		}
	}
	for i := 0; i < 8; i++ {
		if i == from {
			b = append(b, ':', ':')
			i = to
			if i == 8 {
				break
			}
		} else if i > 0 {
			b = append(b, ':')
		}
		b = strconv.AppendUint(b, uint64(ip.group(i)), 16)
	}
	return b
}

// StringExpanded is String with all digits of an IPv6 address.
func (ip Addr) StringExpanded() string {
	if ip.kind != v6 {
		return ip.String()
	}
	const hex = "0123456789abcdef"
	b := make([]byte, 0, 39)
	for i := range 8 {
		if i > 0 {
			b = append(b, ':')
		}
		g := ip.group(i)
		b = append(b, hex[g>>12], hex[g>>8&15], hex[g>>4&15], hex[g&15])
	}
	if ip.zone != "" {
		b = append(append(b, '%'), ip.zone...)
	}
	return string(b)
}

// MarshalText returns String as bytes, none for the zero Addr.
func (ip Addr) MarshalText() ([]byte, error) { return ip.AppendTo([]byte{}), nil }

// AppendText is AppendTo.
func (ip Addr) AppendText(b []byte) ([]byte, error) { return ip.AppendTo(b), nil }

// UnmarshalText takes what ParseAddr takes; no text is the zero Addr.
func (ip *Addr) UnmarshalText(text []byte) error {
	*ip = Addr{}
	if len(text) == 0 {
		return nil
	}
	var err error
	*ip, err = ParseAddr(string(text))
	return err
}

// AppendBinary appends what MarshalBinary returns.
func (ip Addr) AppendBinary(b []byte) ([]byte, error) {
	return append(append(b, ip.AsSlice()...), ip.zone...), nil
}

// MarshalBinary returns the bytes of the address, then its zone.
func (ip Addr) MarshalBinary() ([]byte, error) { return ip.AppendBinary([]byte{}) }

// UnmarshalBinary takes what MarshalBinary returns.
func (ip *Addr) UnmarshalBinary(b []byte) error {
	switch n := len(b); {
	case n == 0:
		*ip = Addr{}
	case n == 4:
		*ip = AddrFrom4([4]byte(b))
	case n >= 16:
		*ip = AddrFrom16([16]byte(b[:16])).WithZone(string(b[16:]))
	default:
		return errSize
	}
	return nil
}

type message string

func (m message) Error() string { return string(m) }

const errSize message = "unexpected slice size"
