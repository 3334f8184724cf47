package netip

import "strconv"

// A Prefix is the addresses that begin with the same bits.
type Prefix struct {
	ip Addr
	// bitsPlusOne is 0 where the number of bits does not suit the address, so that the zero Prefix is invalid.
	bitsPlusOne uint8
}

// PrefixFrom returns the first bits of ip; the address keeps its others, but no zone.
func PrefixFrom(ip Addr, bits int) Prefix {
	p := Prefix{ip: ip.WithZone("")}
	if ip.kind != none && 0 <= bits && bits <= ip.BitLen() {
		p.bitsPlusOne = uint8(bits) + 1
	}
	return p
}

// Prefix returns the first b bits of ip, the others zero.
func (ip Addr) Prefix(b int) (Prefix, error) {
	switch {
	case b < 0:
		return Prefix{}, message("negative Prefix bits")
	case ip.kind == none:
		return Prefix{}, nil
	case b > ip.BitLen():
		version := "IPv6"
		if ip.kind == v4 {
			version = "IPv4"
		}
		return Prefix{}, message("prefix length " + strconv.Itoa(b) + " too large for " + version)
	}
	return PrefixFrom(ip, b).Masked(), nil
}

// MustParsePrefix is ParsePrefix for texts that are known to be right.
func MustParsePrefix(s string) Prefix {
	p, err := ParsePrefix(s)
	if err != nil {
		panic(err)
	}
	return p
}

type prefixError struct {
	in, why string
}

func (e prefixError) Error() string {
	return "netip.ParsePrefix(" + strconv.Quote(e.in) + "): " + e.why
}

// ParsePrefix parses "192.168.1.0/24" or "2001:db8::/32".
func ParsePrefix(s string) (Prefix, error) {
	slash := lastByte(s, '/')
	if slash < 0 {
		return Prefix{}, prefixError{s, "no '/'"}
	}
	ip, err := ParseAddr(s[:slash])
	if err != nil {
		return Prefix{}, prefixError{s, err.Error()}
	}
	if ip.zone != "" {
		return Prefix{}, prefixError{s, "IPv6 zones cannot be present in a prefix"}
	}
	// Digits only, without a sign or zeros in front.
	digits := s[slash+1:]
	bits, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 1 && (digits[0] < '1' || digits[0] > '9') {
		return Prefix{}, prefixError{s, "bad bits after slash: " + strconv.Quote(digits)}
	}
	if bits < 0 || bits > ip.BitLen() {
		return Prefix{}, prefixError{s, "prefix length out of range"}
	}
	return PrefixFrom(ip, bits), nil
}

// Addr returns the address, with all its bits.
func (p Prefix) Addr() Addr { return p.ip }

// Bits returns the number of bits; -1 for an invalid prefix.
func (p Prefix) Bits() int { return int(p.bitsPlusOne) - 1 }

// IsValid says whether the number of bits suits the address.
func (p Prefix) IsValid() bool { return p.bitsPlusOne > 0 }

// IsSingleIP says whether the prefix has all bits of its address.
func (p Prefix) IsSingleIP() bool { return p.IsValid() && p.Bits() == p.ip.BitLen() }

// Masked returns the prefix with the other bits zero; the zero Prefix when it is invalid.
func (p Prefix) Masked() Prefix {
	if !p.IsValid() {
		return Prefix{}
	}
	n := p.Bits()
	if p.ip.kind == v4 {
		n += 96
	}
	// Shifts by 64 and more give 0.
	p.ip.hi &^= ^uint64(0) >> min(n, 64)
	p.ip.lo &^= ^uint64(0) >> max(n-64, 0)
	if p.ip.kind == v4 {
		p.ip.lo |= mapped
	}
	return p
}

// Contains says whether ip begins with the prefix. Addresses with zones are in none, and IPv4 addresses only in those of IPv4.
func (p Prefix) Contains(ip Addr) bool {
	if !p.IsValid() || ip.kind != p.ip.kind || ip.zone != "" {
		return false
	}
	return PrefixFrom(ip, p.Bits()).Masked().ip == p.Masked().ip
}

// Overlaps says whether an address is in both.
func (p Prefix) Overlaps(o Prefix) bool {
	if !p.IsValid() || !o.IsValid() || p.ip.kind != o.ip.kind {
		return false
	}
	bits := min(p.Bits(), o.Bits())
	return PrefixFrom(p.ip, bits).Masked() == PrefixFrom(o.ip, bits).Masked()
}

// Compare orders prefixes: invalid ones, then by version, masked address, number of bits and address.
func (p Prefix) Compare(p2 Prefix) int {
	a, b := p.Masked(), p2.Masked()
	if c := order2(p.IsValid(), p2.IsValid()); c != 0 {
		return c
	}
	if c := a.ip.Compare(b.ip); c != 0 {
		return c
	}
	if a.bitsPlusOne != b.bitsPlusOne {
		return order(a.bitsPlusOne < b.bitsPlusOne)
	}
	return p.ip.Compare(p2.ip)
}

// order2 orders false before true.
func order2(a, b bool) int {
	if a == b {
		return 0
	}
	return order(b)
}

// String returns "address/bits", or "invalid Prefix".
func (p Prefix) String() string {
	if !p.IsValid() {
		return "invalid Prefix"
	}
	return string(p.AppendTo(nil))
}

// AppendTo appends what MarshalText returns.
func (p Prefix) AppendTo(b []byte) []byte {
	switch {
	case p == Prefix{}:
		return b
	case !p.IsValid():
		return append(b, "invalid Prefix"...)
	}
	return strconv.AppendInt(append(p.ip.AppendTo(b), '/'), int64(p.Bits()), 10)
}

// MarshalText returns String as bytes, none for the zero Prefix.
func (p Prefix) MarshalText() ([]byte, error) { return p.AppendTo([]byte{}), nil }

// AppendText is AppendTo.
func (p Prefix) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }

// UnmarshalText takes what ParsePrefix takes; no text is the zero Prefix.
func (p *Prefix) UnmarshalText(text []byte) error {
	*p = Prefix{}
	if len(text) == 0 {
		return nil
	}
	var err error
	*p, err = ParsePrefix(string(text))
	return err
}

// AppendBinary appends what MarshalBinary returns.
func (p Prefix) AppendBinary(b []byte) ([]byte, error) {
	b, err := p.ip.AppendBinary(b)
	return append(b, p.bitsPlusOne-1), err
}

// MarshalBinary returns the address, then the number of bits.
func (p Prefix) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

// UnmarshalBinary takes what MarshalBinary returns.
func (p *Prefix) UnmarshalBinary(b []byte) error {
	n := len(b) - 1
	if n < 0 {
		return errSize
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = PrefixFrom(ip, int(b[n]))
	return nil
}
