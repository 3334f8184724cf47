package netip

// What addresses are for. An IPv4 address in IPv6's form is for what the IPv4 address is for.

// octet returns byte i of an IPv4 address.
func (ip Addr) octet(i int) byte { return byte(ip.lo >> (24 - 8*i)) }

// group returns 16-bit group i of an IPv6 address.
func (ip Addr) group(i int) uint16 {
	if i < 4 {
		return uint16(ip.hi >> (48 - 16*i))
	}
	return uint16(ip.lo >> (48 - 16*(i-4)))
}

// IsUnspecified says whether ip is 0.0.0.0 or "::".
func (ip Addr) IsUnspecified() bool { return ip == IPv4Unspecified() || ip == IPv6Unspecified() }

// IsLoopback says whether ip is a loopback address.
func (ip Addr) IsLoopback() bool {
	ip = ip.Unmap()
	return ip.kind == v4 && ip.octet(0) == 127 || ip.kind == v6 && ip.hi == 0 && ip.lo == 1
}

// IsMulticast says whether ip is a multicast address.
func (ip Addr) IsMulticast() bool {
	ip = ip.Unmap()
	return ip.kind == v4 && ip.octet(0)&0xf0 == 0xe0 || ip.kind == v6 && ip.hi>>56 == 0xff
}

// IsInterfaceLocalMulticast says whether ip is a multicast address within an interface.
func (ip Addr) IsInterfaceLocalMulticast() bool { return ip.kind == v6 && ip.group(0)&0xff0f == 0xff01 }

// IsLinkLocalMulticast says whether ip is a multicast address within a link.
func (ip Addr) IsLinkLocalMulticast() bool {
	ip = ip.Unmap()
	return ip.kind == v4 && uint32(ip.lo)>>8 == 0xe00000 || ip.kind == v6 && ip.group(0)&0xff0f == 0xff02
}

// IsLinkLocalUnicast says whether ip is for one host within a link.
func (ip Addr) IsLinkLocalUnicast() bool {
	ip = ip.Unmap()
	return ip.kind == v4 && uint32(ip.lo)>>16 == 0xa9fe || ip.kind == v6 && ip.group(0)&0xffc0 == 0xfe80
}

// IsPrivate says whether ip is for private networks (RFC 1918, RFC 4193).
func (ip Addr) IsPrivate() bool {
	ip = ip.Unmap()
	switch ip.kind {
	case v4:
		return ip.octet(0) == 10 || ip.octet(0) == 172 && ip.octet(1)&0xf0 == 16 || ip.octet(0) == 192 && ip.octet(1) == 168
	case v6:
		return ip.hi>>56&0xfe == 0xfc
	}
	return false
}

// IsGlobalUnicast says whether ip is for one host anywhere; private addresses count.
func (ip Addr) IsGlobalUnicast() bool {
	ip = ip.Unmap()
	return ip.kind != none && !(ip.kind == v4 && uint32(ip.lo) == 1<<32-1) && !ip.IsUnspecified() &&
		!ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}
