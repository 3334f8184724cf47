package net

// Addresses of networks for which there are no connections here: programs name, resolve and print them.

// UDPAddr is the address of one end of UDP traffic.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

// Network returns "udp".
func (a *UDPAddr) Network() string { return "udp" }

// String returns "host:port".
func (a *UDPAddr) String() string { return (*TCPAddr)(a).String() }

// ResolveUDPAddr is ResolveTCPAddr for the networks udp, udp4 and udp6.
func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	switch network {
	case "udp", "udp4", "udp6":
	case "":
		network = "udp"
	default:
		return nil, UnknownNetworkError(network)
	}
	a, err := ResolveTCPAddr("tcp"+network[len("udp"):], address)
	if err != nil {
		return nil, err
	}
	return (*UDPAddr)(a), nil
}

// IPAddr is the address of a host.
type IPAddr struct {
	IP   IP
	Zone string // scope of an IPv6 address
}

// Network returns "ip".
func (a *IPAddr) Network() string { return "ip" }

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

// ResolveIPAddr finds an address of a host; of the version that the network ip4 or ip6 asks for, else IPv4 if it has one.
func ResolveIPAddr(network, address string) (*IPAddr, error) {
	for i := 0; i < len(network); i++ {
		if network[i] == ':' {
			network = network[:i] // a protocol follows
		}
	}
	switch network {
	case "", "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	ips, err := LookupIP(address)
	if err != nil {
		return nil, err
	}
	var other IP
	for _, ip := range ips {
		isV4 := ip.To4() != nil
		switch {
		case network == "ip6" && isV4 || network == "ip4" && !isV4:
		case isV4 || network == "ip6":
			return &IPAddr{IP: ip}, nil
		case other == nil:
			other = ip
		}
	}
	if other == nil {
		return nil, &AddrError{Err: "no suitable address found", Addr: address}
	}
	return &IPAddr{IP: other}, nil
}

// UnixAddr is the address of a socket in the file system.
type UnixAddr struct {
	Name string
	Net  string
}

// Network returns "unix", "unixgram" or "unixpacket".
func (a *UnixAddr) Network() string { return a.Net }

// String returns the path.
func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

// ResolveUnixAddr returns an address with that path.
func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	switch network {
	case "unix", "unixgram", "unixpacket":
		return &UnixAddr{Name: address, Net: network}, nil
	}
	return nil, UnknownNetworkError(network)
}
