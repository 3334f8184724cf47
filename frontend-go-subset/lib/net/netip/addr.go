// Package netip has IP addresses, addresses with ports and prefixes as small values that can be compared with == and be map keys.
package netip

// An Addr is an IPv4 or IPv6 address, the latter perhaps with a zone. The zero Addr is no address.
type Addr struct {
	// The 128 bits of an IPv6 address; of an IPv4 address, those of its form ::ffff:a.b.c.d.
	hi, lo uint64
	kind   kind
	zone   string
}

type kind uint8

const (
	none kind = iota
	v4
	v6
)

// mapped is the part of lo that ::ffff:a.b.c.d has above the IPv4 address.
const mapped = 0xffff << 32

// AddrFrom4 returns the IPv4 address with those bytes.
func AddrFrom4(addr [4]byte) Addr {
	return Addr{lo: mapped | uint64(addr[0])<<24 | uint64(addr[1])<<16 | uint64(addr[2])<<8 | uint64(addr[3]), kind: v4}
}

// AddrFrom16 returns the IPv6 address with those bytes.
func AddrFrom16(addr [16]byte) Addr { return Addr{hi: word(addr[:8]), lo: word(addr[8:]), kind: v6} }

func word(b []byte) (w uint64) {
	for _, c := range b {
		w = w<<8 | uint64(c)
	}
	return w
}

// AddrFromSlice takes 4 or 16 bytes.
func AddrFromSlice(slice []byte) (ip Addr, ok bool) {
	switch len(slice) {
	case 4:
		return AddrFrom4([4]byte(slice)), true
	case 16:
		return AddrFrom16([16]byte(slice)), true
	}
	return Addr{}, false
}

// IPv4Unspecified is 0.0.0.0.
func IPv4Unspecified() Addr { return AddrFrom4([4]byte{}) }

// IPv6Unspecified is "::".
func IPv6Unspecified() Addr { return Addr{kind: v6} }

// IPv6Loopback is ::1.
func IPv6Loopback() Addr { return Addr{lo: 1, kind: v6} }

// IPv6LinkLocalAllNodes is ff02::1.
func IPv6LinkLocalAllNodes() Addr { return Addr{hi: 0xff02 << 48, lo: 1, kind: v6} }

// IPv6LinkLocalAllRouters is ff02::2.
func IPv6LinkLocalAllRouters() Addr { return Addr{hi: 0xff02 << 48, lo: 2, kind: v6} }

// IsValid says whether ip is an address at all.
func (ip Addr) IsValid() bool { return ip.kind != none }

// BitLen is 32, 128, or 0 for the zero Addr.
func (ip Addr) BitLen() int {
	switch ip.kind {
	case v4:
		return 32
	case v6:
		return 128
	}
	return 0
}

// Zone returns the zone of an IPv6 address; "" for none.
func (ip Addr) Zone() string { return ip.zone }

// Is4 says whether ip is an IPv4 address; one in IPv6's form is not.
func (ip Addr) Is4() bool { return ip.kind == v4 }

// Is6 says whether ip is an IPv6 address; ::ffff:a.b.c.d is.
func (ip Addr) Is6() bool { return ip.kind == v6 }

// Is4In6 says whether ip is an IPv4 address in IPv6's form.
func (ip Addr) Is4In6() bool { return ip.kind == v6 && ip.hi == 0 && ip.lo>>32 == 0xffff }

// Unmap makes an IPv4 address of one in IPv6's form.
func (ip Addr) Unmap() Addr {
	if ip.Is4In6() {
		return Addr{lo: ip.lo, kind: v4}
	}
	return ip
}

// WithZone returns ip with another zone; IPv4 addresses have none.
func (ip Addr) WithZone(zone string) Addr {
	if ip.kind == v6 {
		ip.zone = zone
	}
	return ip
}

// Compare orders addresses: none, IPv4, IPv6; within those by value, then by zone.
func (ip Addr) Compare(ip2 Addr) int {
	switch {
	case ip.kind != ip2.kind:
		return order(ip.kind < ip2.kind)
	case ip.hi != ip2.hi:
		return order(ip.hi < ip2.hi)
	case ip.lo != ip2.lo:
		return order(ip.lo < ip2.lo)
	case ip.zone != ip2.zone:
		return order(ip.zone < ip2.zone)
	}
	return 0
}

func order(less bool) int {
	if less {
		return -1
	}
	return 1
}

// Less says whether ip comes before ip2.
func (ip Addr) Less(ip2 Addr) bool { return ip.Compare(ip2) < 0 }

// As16 returns the bytes of the address in IPv6's form.
func (ip Addr) As16() (a16 [16]byte) {
	for i := range 8 {
		a16[i] = byte(ip.hi >> (56 - 8*i))
		a16[8+i] = byte(ip.lo >> (56 - 8*i))
	}
	return a16
}

// As4 returns the bytes of an IPv4 address, also of one in IPv6's form; it panics for others.
func (ip Addr) As4() (a4 [4]byte) {
	switch {
	case ip.kind == none:
		panic("As4 called on IP zero value")
	case ip.kind == v6 && !ip.Is4In6():
		panic("As4 called on IPv6 address")
	}
	return [4]byte{byte(ip.lo >> 24), byte(ip.lo >> 16), byte(ip.lo >> 8), byte(ip.lo)}
}

// AsSlice returns the 4 or 16 bytes of the address; nil for the zero Addr.
func (ip Addr) AsSlice() []byte {
	switch ip.kind {
	case v4:
		a := ip.As4()
		return a[:]
	case v6:
		a := ip.As16()
		return a[:]
	}
	return nil
}

// Next is the address that follows; the zero Addr after the last.
func (ip Addr) Next() Addr {
	ip.lo++
	if ip.lo == 0 {
		ip.hi++
	}
	if ip.kind == v4 && uint32(ip.lo) == 0 || ip.lo == 0 && ip.hi == 0 {
		return Addr{}
	}
	return ip
}

// Prev is the address before; the zero Addr before the first.
func (ip Addr) Prev() Addr {
	if ip.kind == v4 && uint32(ip.lo) == 0 || ip.lo == 0 && ip.hi == 0 {
		return Addr{}
	}
	if ip.lo == 0 {
		ip.hi--
	}
	ip.lo--
	return ip
}
