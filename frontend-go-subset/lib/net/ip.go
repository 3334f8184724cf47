package net

import "net/netip"

// An IP is an address of 4 or 16 bytes.
type IP []byte

// Lengths of addresses.
const (
	IPv4len = 4
	IPv6len = 16
)

var (
	IPv4zero     = IPv4(0, 0, 0, 0)
	IPv4bcast    = IPv4(255, 255, 255, 255)
	IPv6zero     = IP(make([]byte, 16))
	IPv6loopback = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
)

// IPv4 returns the address a.b.c.d in 16 bytes.
func IPv4(a, b, c, d byte) IP {
	return IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}
}

// To4 returns the address in 4 bytes, nil if it is not an IPv4 address.
func (ip IP) To4() IP {
	if len(ip) == 4 {
		return ip
	}
	if len(ip) != 16 || ip[10] != 0xff || ip[11] != 0xff {
		return nil
	}
	for _, b := range ip[:10] {
		if b != 0 {
			return nil
		}
	}
	return ip[12:16]
}

// To16 returns the address in 16 bytes, nil if it is not an address.
func (ip IP) To16() IP {
	switch len(ip) {
	case 4:
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	case 16:
		return ip
	}
	return nil
}

// Equal says whether ip and x are the same address.
func (ip IP) Equal(x IP) bool {
	if len(ip) == len(x) {
		return string(ip) == string(x)
	}
	a, b := ip.To16(), x.To16()
	return len(a) == IPv6len && string(a) == string(b)
}

// IsLoopback says whether ip is a loopback address.
func (ip IP) IsLoopback() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 127
	}
	return ip.Equal(IPv6loopback)
}

// IsUnspecified says whether ip is 0.0.0.0 or ::.
func (ip IP) IsUnspecified() bool { return ip.Equal(IPv4zero) || ip.Equal(IPv6zero) }

// String returns "192.0.2.1" or "2001:db8::1", "<nil>" for no address.
func (ip IP) String() string {
	if len(ip) == 0 {
		return "<nil>"
	}
	if v4 := ip.To4(); v4 != nil {
		var b []byte
		for i, n := range v4 {
			if i > 0 {
				b = append(b, '.')
			}
			b = appendUint(b, uint(n))
		}
		return string(b)
	}
	const hex = "0123456789abcdef"
	if len(ip) != 16 {
		b := []byte{'?'}
		for _, n := range ip {
			b = append(b, hex[n>>4], hex[n&15])
		}
		return string(b)
	}
	// The longest run of at least two zero groups is written "::".
	from, to := -1, -1
	for i := 0; i < 16; i += 2 {
		j := i
		for j < 16 && ip[j] == 0 && ip[j+1] == 0 {
			j += 2
		}
		if j-i > to-from && j-i > 2 {
			from, to = i, j
		}
	}
	var b []byte
	for i := 0; i < 16; i += 2 {
		if i == from {
			b = append(b, ':', ':')
			i = to
			if i >= 16 {
				break
			}
		} else if i > 0 {
			b = append(b, ':')
		}
		n := uint(ip[i])<<8 | uint(ip[i+1])
		started := false
		for shift := 12; shift >= 0; shift -= 4 {
			if digit := n >> uint(shift) & 15; started || digit != 0 || shift == 0 {
				b = append(b, hex[digit])
				started = true
			}
		}
	}
	return string(b)
}

// MarshalText returns String as bytes.
func (ip IP) MarshalText() ([]byte, error) {
	if len(ip) == 0 {
		return []byte(""), nil
	}
	return []byte(ip.String()), nil
}

// ParseIP parses an IPv4 or IPv6 address; nil if s is none.
func ParseIP(s string) IP {
	addr, err := netip.ParseAddr(s)
	if err != nil || addr.Zone() != "" {
		return nil
	}
	ip := addr.As16()
	return ip[:]
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

func appendUint(b []byte, n uint) []byte {
	if n >= 10 {
		b = appendUint(b, n/10)
	}
	return append(b, byte('0'+n%10))
}
