package net

import "strconv"

// Other well-known addresses.
var (
	IPv6unspecified            = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	IPv6interfacelocalallnodes = IP{0xff, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01}
	IPv6linklocalallnodes      = IP{0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01}
	IPv6linklocalallrouters    = IP{0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02}
	IPv4allsys                 = IPv4(224, 0, 0, 1)
	IPv4allrouter              = IPv4(224, 0, 0, 2)
)

// IsPrivate says whether ip is for private networks (RFC 1918, RFC 4193).
func (ip IP) IsPrivate() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 10 || v4[0] == 172 && v4[1]&0xf0 == 16 || v4[0] == 192 && v4[1] == 168
	}
	return len(ip) == IPv6len && ip[0]&0xfe == 0xfc
}

// IsMulticast says whether ip is a multicast address.
func (ip IP) IsMulticast() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0]&0xf0 == 0xe0
	}
	return len(ip) == IPv6len && ip[0] == 0xff
}

// IsInterfaceLocalMulticast says whether ip is a multicast address within an interface.
func (ip IP) IsInterfaceLocalMulticast() bool {
	return len(ip) == IPv6len && ip[0] == 0xff && ip[1]&0x0f == 0x01
}

// IsLinkLocalMulticast says whether ip is a multicast address within a link.
func (ip IP) IsLinkLocalMulticast() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 224 && v4[1] == 0 && v4[2] == 0
	}
	return len(ip) == IPv6len && ip[0] == 0xff && ip[1]&0x0f == 0x02
}

// IsLinkLocalUnicast says whether ip is for one host within a link.
func (ip IP) IsLinkLocalUnicast() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 169 && v4[1] == 254
	}
	return len(ip) == IPv6len && ip[0] == 0xfe && ip[1]&0xc0 == 0x80
}

// IsGlobalUnicast says whether ip is for one host anywhere; private addresses count.
func (ip IP) IsGlobalUnicast() bool {
	return (len(ip) == IPv4len || len(ip) == IPv6len) && !ip.Equal(IPv4bcast) && !ip.IsUnspecified() &&
		!ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// AppendText appends what MarshalText returns.
func (ip IP) AppendText(b []byte) ([]byte, error) {
	text, err := ip.MarshalText()
	return append(b, text...), err
}

// UnmarshalText takes what ParseIP takes.
func (ip *IP) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = nil
		return nil
	}
	x := ParseIP(string(text))
	if x == nil {
		return &ParseError{Type: "IP address", Text: string(text)}
	}
	*ip = x
	return nil
}

// ParseError says that a text is not of a kind.
type ParseError struct {
	// Type is the kind, such as "IP address".
	Type string
	Text string
}

func (e *ParseError) Error() string   { return "invalid " + e.Type + ": " + e.Text }
func (e *ParseError) Timeout() bool   { return false }
func (e *ParseError) Temporary() bool { return false }

// An IPMask has ones where an address names the network.
type IPMask []byte

// IPv4Mask returns a mask for IPv4.
func IPv4Mask(a, b, c, d byte) IPMask { return IPMask{a, b, c, d} }

// CIDRMask returns a mask of `ones` ones, `bits` (32 or 128) bits long.
func CIDRMask(ones, bits int) IPMask {
	if bits != 8*IPv4len && bits != 8*IPv6len || ones < 0 || ones > bits {
		return nil
	}
	m := make(IPMask, bits/8)
	for i := range m {
		n := min(max(ones-8*i, 0), 8)
		m[i] = ^byte(0xff >> n)
	}
	return m
}

// DefaultMask returns the mask of the class of an IPv4 address; nil for others.
func (ip IP) DefaultMask() IPMask {
	v4 := ip.To4()
	switch {
	case v4 == nil:
		return nil
	case v4[0] < 0x80:
		return CIDRMask(8, 32)
	case v4[0] < 0xc0:
		return CIDRMask(16, 32)
	}
	return CIDRMask(24, 32)
}

// Size returns how many ones lead the mask, and its length in bits; 0, 0 when ones follow zeros.
func (m IPMask) Size() (ones, bits int) {
	bits = 8 * len(m)
	for ones < bits && m[ones/8]&(0x80>>(ones%8)) != 0 {
		ones++
	}
	for i := ones; i < bits; i++ {
		if m[i/8]&(0x80>>(i%8)) != 0 {
			return 0, 0
		}
	}
	return ones, bits
}

const hexDigits = "0123456789abcdef"

// String is the mask in hexadecimal.
func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	text := make([]byte, 0, 2*len(m))
	for _, b := range m {
		text = append(text, hexDigits[b>>4], hexDigits[b&15])
	}
	return string(text)
}

func allAre(b []byte, want byte) bool {
	for _, c := range b {
		if c != want {
			return false
		}
	}
	return true
}

// Mask returns the network part of ip; nil when the mask does not fit.
func (ip IP) Mask(mask IPMask) IP {
	if len(mask) == IPv6len && len(ip) == IPv4len && allAre(mask[:12], 0xff) {
		mask = mask[12:]
	}
	if len(mask) == IPv4len && len(ip) == IPv6len && ip.To4() != nil {
		ip = ip.To4()
	}
	if len(ip) != len(mask) {
		return nil
	}
	out := make(IP, len(ip))
	for i := range ip {
		out[i] = ip[i] & mask[i]
	}
	return out
}

// An IPNet is a network.
type IPNet struct {
	IP   IP
	Mask IPMask
}

// parts returns address and mask in the same length; nil when they do not fit.
func (n *IPNet) parts() (IP, IPMask) {
	ip := n.IP.To4()
	if ip == nil {
		if ip = n.IP; len(ip) != IPv6len {
			return nil, nil
		}
	}
	mask := n.Mask
	switch {
	case len(mask) == IPv6len && len(ip) == IPv4len:
		mask = mask[12:]
	case len(mask) != len(ip):
		return nil, nil
	}
	return ip, mask
}

// Contains says whether ip is in the network.
func (n *IPNet) Contains(ip IP) bool {
	network, mask := n.parts()
	if v4 := ip.To4(); v4 != nil {
		ip = v4
	}
	if len(ip) != len(network) {
		return false
	}
	for i := range ip {
		if network[i]&mask[i] != ip[i]&mask[i] {
			return false
		}
	}
	return true
}

// Network is "ip+net".
func (n *IPNet) Network() string { return "ip+net" }

// String is "192.0.2.0/24", with the mask in hexadecimal when it is not of that form.
func (n *IPNet) String() string {
	if n == nil {
		return "<nil>"
	}
	ip, mask := n.parts()
	if ip == nil || mask == nil {
		return "<nil>"
	}
	ones, bits := mask.Size()
	if bits == 0 && ones == 0 {
		return ip.String() + "/" + mask.String()
	}
	return ip.String() + "/" + strconv.Itoa(ones)
}

// ParseCIDR reads "192.0.2.1/24": the address, and the network it is in.
func ParseCIDR(s string) (IP, *IPNet, error) {
	fail := func() (IP, *IPNet, error) { return nil, nil, &ParseError{Type: "CIDR address", Text: s} }
	slash := indexByte(s, '/')
	if slash < 0 {
		return fail()
	}
	ip := ParseIP(s[:slash])
	size := 8 * IPv6len
	if ip != nil && indexByte(s[:slash], ':') < 0 {
		size = 8 * IPv4len
	}
	ones, ok := 0, slash+1 < len(s)
	for _, c := range s[slash+1:] {
		ok = ok && c >= '0' && c <= '9' && ones < 1000
		ones = ones*10 + int(c-'0')
	}
	if ip == nil || !ok || ones > size {
		return fail()
	}
	mask := CIDRMask(ones, size)
	return ip.To16(), &IPNet{IP: ip.Mask(mask), Mask: mask}, nil
}

// A HardwareAddr is the address of a network interface.
type HardwareAddr []byte

// String is "00:00:5e:00:53:01".
func (a HardwareAddr) String() string {
	text := make([]byte, 0, 3*len(a))
	for i, b := range a {
		if i > 0 {
			text = append(text, ':')
		}
		text = append(text, hexDigits[b>>4], hexDigits[b&15])
	}
	return string(text)
}

// ParseMAC reads addresses of 6, 8 or 20 bytes, in pairs separated by colons or hyphens or in fours separated by dots.
func ParseMAC(s string) (HardwareAddr, error) {
	fail := func() (HardwareAddr, error) { return nil, &AddrError{Err: "invalid MAC address", Addr: s} }
	if len(s) < 14 {
		return fail()
	}
	width := 2
	if s[4] == '.' {
		width = 4
	} else if s[2] != ':' && s[2] != '-' {
		return fail()
	}
	var a HardwareAddr
	for at := 0; ; at += width + 1 {
		if at+width > len(s) {
			return fail()
		}
		for i := at; i < at+width; i += 2 {
			high, ok := hexDigit(s[i])
			low, ok2 := hexDigit(s[i+1])
			if !ok || !ok2 {
				return fail()
			}
			a = append(a, byte(high<<4|low))
		}
		if at+width == len(s) {
			break
		}
		if s[at+width] != s[width] {
			return fail()
		}
	}
	switch len(a) {
	case 6, 8, 20:
		return a, nil
	}
	return fail()
}
