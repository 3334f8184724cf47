package net

import (
	"context"
	"net/netip"
	"strconv"
)

// TCPAddr is the address of one end of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string // scope of an IPv6 address
}

// UDPAddr is the address of one end of UDP traffic.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string // scope of an IPv6 address
}

// IPAddr is the address of a host.
type IPAddr struct {
	IP   IP
	Zone string // scope of an IPv6 address
}

// UnixAddr is the address of a socket in the file system; a name that begins with "@" is not in it.
type UnixAddr struct {
	Name string
	Net  string
}

// Network returns "tcp".
func (a *TCPAddr) Network() string { return "tcp" }

// Network returns "udp".
func (a *UDPAddr) Network() string { return "udp" }

// Network returns "ip".
func (a *IPAddr) Network() string { return "ip" }

// Network returns "unix", "unixgram" or "unixpacket".
func (a *UnixAddr) Network() string { return a.Net }

// String returns "host:port".
func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	host := ""
	if len(a.IP) > 0 {
		host = a.IP.String()
	}
	if a.Zone != "" {
		host += "%" + a.Zone
	}
	return JoinHostPort(host, strconv.Itoa(a.Port))
}

// String returns "host:port".
func (a *UDPAddr) String() string { return (*TCPAddr)(a).String() }

// String returns the address without a port.
func (a *IPAddr) String() string {
	switch {
	case a == nil:
		return "<nil>"
	case len(a.IP) == 0:
		return ""
	case a.Zone != "":
		return a.IP.String() + "%" + a.Zone
	}
	return a.IP.String()
}

// String returns the path.
func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

// AddrPort returns the same address as a netip.AddrPort; the zero one where there is none.
func (a *TCPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	ip, _ := netip.AddrFromSlice(a.IP)
	return netip.AddrPortFrom(ip.WithZone(a.Zone), uint16(a.Port))
}

// AddrPort returns the same address as a netip.AddrPort; the zero one where there is none.
func (a *UDPAddr) AddrPort() netip.AddrPort { return (*TCPAddr)(a).AddrPort() }

// TCPAddrFromAddrPort returns the same address.
func TCPAddrFromAddrPort(addr netip.AddrPort) *TCPAddr {
	return &TCPAddr{IP: addr.Addr().AsSlice(), Port: int(addr.Port()), Zone: addr.Addr().Zone()}
}

// UDPAddrFromAddrPort returns the same address.
func UDPAddrFromAddrPort(addr netip.AddrPort) *UDPAddr { return (*UDPAddr)(TCPAddrFromAddrPort(addr)) }

// ipAddr is an address with an IP address in it.
type ipAddr interface {
	Addr
	ip() IPAddr
}

func (a *TCPAddr) ip() IPAddr { return IPAddr{a.IP, a.Zone} }
func (a *UDPAddr) ip() IPAddr { return IPAddr{a.IP, a.Zone} }
func (a *IPAddr) ip() IPAddr  { return *a }

// opAddr is the address as an Addr; nil for no address, not a nil pointer in an Addr.
func (a *TCPAddr) opAddr() Addr {
	if a == nil {
		return nil
	}
	return a
}

func (a *UDPAddr) opAddr() Addr {
	if a == nil {
		return nil
	}
	return a
}

func (a *UnixAddr) opAddr() Addr {
	if a == nil {
		return nil
	}
	return a
}

// ResolveTCPAddr returns the address that "host:port" stands for on the networks tcp, tcp4 and tcp6.
func ResolveTCPAddr(network, address string) (*TCPAddr, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	case "":
		network = "tcp"
	default:
		return nil, UnknownNetworkError(network)
	}
	list, err := internetAddrs(context.Background(), DefaultResolver.lookupIPAddr, network, address)
	if err != nil {
		return nil, err
	}
	return list.choose(indexByte(address, '[') >= 0).(*TCPAddr), nil
}

// ResolveUDPAddr is ResolveTCPAddr for the networks udp, udp4 and udp6.
func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	switch network {
	case "udp", "udp4", "udp6":
	case "":
		network = "udp"
	default:
		return nil, UnknownNetworkError(network)
	}
	list, err := internetAddrs(context.Background(), DefaultResolver.lookupIPAddr, network, address)
	if err != nil {
		return nil, err
	}
	return list.choose(indexByte(address, '[') >= 0).(*UDPAddr), nil
}

// ResolveIPAddr finds an address of a host; of the version that the network ip4 or ip6 asks for, else IPv4 if it has one. The
// network may name a protocol: ip4:icmp.
func ResolveIPAddr(network, address string) (*IPAddr, error) {
	if network == "" {
		network = "ip"
	}
	network, err := baseNetwork(network, false)
	if err != nil {
		return nil, err
	}
	switch network {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	list, err := internetAddrs(context.Background(), DefaultResolver.lookupIPAddr, network, address)
	if err != nil {
		return nil, err
	}
	return list.choose(indexByte(address, ':') >= 0).(*IPAddr), nil
}

// ResolveUnixAddr returns an address with that path.
func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	switch network {
	case "unix", "unixgram", "unixpacket":
		return &UnixAddr{Name: address, Net: network}, nil
	}
	return nil, UnknownNetworkError(network)
}
