package netip

import "strconv"

// An AddrPort is an address with a port.
type AddrPort struct {
	ip   Addr
	port uint16
}

// AddrPortFrom puts an address and a port together.
func AddrPortFrom(ip Addr, port uint16) AddrPort { return AddrPort{ip, port} }

// MustParseAddrPort is ParseAddrPort for texts that are known to be right.
func MustParseAddrPort(s string) AddrPort {
	p, err := ParseAddrPort(s)
	if err != nil {
		panic(err)
	}
	return p
}

// ParseAddrPort parses "192.0.2.1:80" or "[2001:db8::1]:80".
func ParseAddrPort(s string) (AddrPort, error) {
	fail := func(why string) (AddrPort, error) { return AddrPort{}, message(why) }
	colon := lastByte(s, ':')
	if colon < 0 {
		return fail("not an ip:port")
	}
	host, service := s[:colon], s[colon+1:]
	if host == "" {
		return fail("no IP")
	}
	if service == "" {
		return fail("no port")
	}
	bracketed := host[0] == '['
	if bracketed {
		if len(host) < 2 || host[len(host)-1] != ']' {
			return fail("missing ]")
		}
		host = host[1 : len(host)-1]
	}
	port, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return fail("invalid port " + strconv.Quote(service) + " parsing " + strconv.Quote(s))
	}
	ip, err := ParseAddr(host)
	switch {
	case err != nil:
		return AddrPort{}, err
	case bracketed && ip.kind == v4:
		return fail("invalid ip:port " + strconv.Quote(s) + ", square brackets can only be used with IPv6 addresses")
	case !bracketed && ip.kind == v6:
		return fail("invalid ip:port " + strconv.Quote(s) + ", IPv6 addresses must be surrounded by square brackets")
	}
	return AddrPort{ip, uint16(port)}, nil
}

func lastByte(s string, c byte) int {
	i := len(s) - 1
	for i >= 0 && s[i] != c {
		i--
	}
	return i
}

// Addr returns the address.
func (p AddrPort) Addr() Addr { return p.ip }

// Port returns the port.
func (p AddrPort) Port() uint16 { return p.port }

// IsValid says whether there is an address.
func (p AddrPort) IsValid() bool { return p.ip.IsValid() }

// Compare orders by address, then by port.
func (p AddrPort) Compare(p2 AddrPort) int {
	if c := p.ip.Compare(p2.ip); c != 0 {
		return c
	}
	if p.port == p2.port {
		return 0
	}
	return order(p.port < p2.port)
}

// String returns what ParseAddrPort takes, or "invalid AddrPort".
func (p AddrPort) String() string {
	if p.ip.kind == none {
		return "invalid AddrPort"
	}
	return string(p.AppendTo(nil))
}

// AppendTo appends what MarshalText returns.
func (p AddrPort) AppendTo(b []byte) []byte {
	switch p.ip.kind {
	case none:
		return b
	case v4:
		b = p.ip.AppendTo(b)
	default:
		b = append(p.ip.AppendTo(append(b, '[')), ']')
	}
	return strconv.AppendUint(append(b, ':'), uint64(p.port), 10)
}

// MarshalText returns String as bytes, none without an address.
func (p AddrPort) MarshalText() ([]byte, error) { return p.AppendTo([]byte{}), nil }

// AppendText is AppendTo.
func (p AddrPort) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }

// UnmarshalText takes what ParseAddrPort takes; no text is the zero AddrPort.
func (p *AddrPort) UnmarshalText(text []byte) error {
	*p = AddrPort{}
	if len(text) == 0 {
		return nil
	}
	var err error
	*p, err = ParseAddrPort(string(text))
	return err
}

// AppendBinary appends what MarshalBinary returns.
func (p AddrPort) AppendBinary(b []byte) ([]byte, error) {
	b, err := p.ip.AppendBinary(b)
	return append(b, byte(p.port), byte(p.port>>8)), err
}

// MarshalBinary returns the address, then the port with its low byte first.
func (p AddrPort) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

// UnmarshalBinary takes what MarshalBinary returns.
func (p *AddrPort) UnmarshalBinary(b []byte) error {
	n := len(b) - 2
	if n < 0 {
		return errSize
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = AddrPort{ip, uint16(b[n]) | uint16(b[n+1])<<8}
	return nil
}
