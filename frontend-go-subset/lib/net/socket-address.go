package net

import (
	"internal/host"
	"internal/wasi"
	"net/netip"
	"syscall"
	"unsafe"
)

// sockaddr is an address as the host has it in memory (runtime/host-abi/host-abi.ts).
type sockaddr struct {
	family uint16
	// port is the length of a Unix socket's name.
	port  uint16
	scope uint32
	bytes [108]byte
}

const (
	ipSockaddrSize  = 24
	maxSockaddrSize = 116
	maxUnixName     = 108
)

func (a *sockaddr) pointer() unsafe.Pointer { return unsafe.Pointer(a) }

// setIP stores an address for a socket of that family: no address is the unspecified one, and IPv6 sockets take IPv4 ones too.
func (a *sockaddr) setIP(family uint8, ip IP, port int, zone string) error {
	var bytes IP
	if family == family4 {
		if len(ip) == 0 {
			ip = IP{0, 0, 0, 0}
		}
		if bytes = ip.To4(); bytes == nil {
			return &AddrError{Err: "non-IPv4 address", Addr: ip.String()}
		}
	} else {
		if len(ip) == 0 || string(ip.To4()) == "\x00\x00\x00\x00" {
			ip = make(IP, IPv6len)
		}
		if bytes = ip.To16(); bytes == nil {
			return &AddrError{Err: "non-IPv6 address", Addr: ip.String()}
		}
		a.scope = zoneIndex(zone)
	}
	a.family = uint16(family)
	a.port = uint16(port)
	copy(a.bytes[:], bytes)
	return nil
}

// setAddrPort is setIP for a netip.AddrPort.
func (a *sockaddr) setAddrPort(family uint8, to netip.AddrPort) error {
	ip := to.Addr()
	if family == family4 && !ip.Unmap().Is4() {
		return &AddrError{Err: "non-IPv4 address", Addr: ip.String()}
	}
	return a.setIP(family, ip.AsSlice(), int(to.Port()), ip.Zone())
}

// ip returns the bytes of the address, which belong to the caller.
func (a *sockaddr) ip() IP {
	if a.family == family4 {
		return append(IP(nil), a.bytes[:4]...)
	}
	return append(IP(nil), a.bytes[:16]...)
}

func (a *sockaddr) zone() string {
	if a.family == family6 && a.scope != 0 {
		return zoneName(a.scope)
	}
	return ""
}

func (a *sockaddr) addrPort() netip.AddrPort {
	if a.family == family4 {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte(a.bytes[:4])), a.port)
	}
	return netip.AddrPortFrom(netip.AddrFrom16([16]byte(a.bytes[:16])).WithZone(a.zone()), a.port)
}

// name returns the path of a Unix socket, or its name in the abstract space, which is written with "@" in front.
func (a *sockaddr) name() string {
	name := string(a.bytes[:min(int(a.port), len(a.bytes))])
	if name != "" && name[0] == 0 {
		name = "@" + name[1:]
	}
	return name
}

// unixSockaddr is the host's form of a Unix socket's name: { family, length, directory, path below it }.
func unixSockaddr(name string) ([]byte, error) {
	if len(name) > maxUnixName {
		return nil, syscall.EINVAL
	}
	dir := int32(0)
	switch {
	case name == "":
	case name[0] == '@':
		name = "\x00" + name[1:]
	default:
		var errno int32
		if dir, name, errno = wasi.Place(name); errno != 0 {
			return nil, syscall.Errno(errno)
		}
	}
	b := []byte{familyUnix, 0, byte(len(name)), byte(len(name) >> 8), byte(dir), byte(dir >> 8), byte(dir >> 16), byte(dir >> 24)}
	return append(b, name...), nil
}

// addressOf asks the host for one of the socket's addresses; nil when it has none.
func (s *socket) addressOf(peer bool) Addr {
	which := int32(0)
	if peer {
		which = 1
	}
	var a sockaddr
	if host.SockAddress(s.fd, which, a.pointer(), maxSockaddrSize) <= 0 {
		return nil
	}
	return s.addrFrom(&a)
}

// addrFrom makes the address that connections of the socket's kind have.
func (s *socket) addrFrom(a *sockaddr) Addr {
	switch {
	case a.family == familyUnix:
		name := a.name()
		if name == "" {
			name = "@" // as Go writes it on Linux
		}
		return &UnixAddr{Name: name, Net: unixNetwork(s.kind)}
	case a.family != family4 && a.family != family6:
		return nil
	case s.kind == kindDatagram:
		return &UDPAddr{IP: a.ip(), Port: int(a.port), Zone: a.zone()}
	}
	return &TCPAddr{IP: a.ip(), Port: int(a.port), Zone: a.zone()}
}

// bytesOf is an IP address in the host's form.
func (a *sockaddr) bytesOf() []byte { return unsafe.Slice((*byte)(unsafe.Pointer(a)), ipSockaddrSize) }

func dataOf(b []byte) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(b)) }
