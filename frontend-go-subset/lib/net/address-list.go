package net

import "context"

// addrList is what a name stands for, in the order in which to try.
type addrList []Addr

func isIPv4(addr Addr) bool {
	a, ok := addr.(ipAddr)
	return ok && a.ip().IP.To4() != nil
}

// first is the first IPv4 address, else the first.
func (list addrList) first() Addr {
	for _, addr := range list {
		if isIPv4(addr) {
			return addr
		}
	}
	return list[0]
}

// choose is first, or the first that is not IPv4 where the program has written an IPv6 address.
func (list addrList) choose(want6 bool) Addr {
	if !want6 {
		return list.first()
	}
	for _, addr := range list {
		if !isIPv4(addr) {
			return addr
		}
	}
	return list[0]
}

// split parts the addresses of the first one's version from the others.
func (list addrList) split() (primary, fallback addrList) {
	for _, addr := range list {
		if isIPv4(addr) == isIPv4(list[0]) {
			primary = append(primary, addr)
		} else {
			fallback = append(fallback, addr)
		}
	}
	return primary, fallback
}

// baseNetwork checks the name of a network. Those of IP are followed by a protocol when they are to be used: ip4:icmp, ip:1.
func baseNetwork(network string, needsProtocol bool) (string, error) {
	colon := indexByte(network, ':')
	if colon < 0 {
		switch network {
		case "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6", "unix", "unixgram", "unixpacket":
			return network, nil
		case "ip", "ip4", "ip6":
			if !needsProtocol {
				return network, nil
			}
		}
		return "", UnknownNetworkError(network)
	}
	switch base := network[:colon]; base {
	case "ip", "ip4", "ip6":
		return base, nil
	}
	return "", UnknownNetworkError(network)
}

// A lookupFunc finds the addresses of a host. The network says which are wanted, but others may come too.
type lookupFunc func(ctx context.Context, network, host string) ([]IPAddr, error)

// addrs returns what an address of any network stands for, to listen on it or to dial from the local address.
func addrs(ctx context.Context, lookup lookupFunc, network, address string, local Addr) (addrList, error) {
	base, err := baseNetwork(network, true)
	if err != nil {
		return nil, err
	}
	if base[0] == 'u' && base[1] == 'n' {
		addr, err := ResolveUnixAddr(base, address)
		if err != nil {
			return nil, err
		}
		if local != nil && local.Network() != base {
			return nil, &AddrError{Err: "mismatched local address type", Addr: local.String()}
		}
		return addrList{addr}, nil
	}
	list, err := internetAddrs(ctx, lookup, base, address)
	if err != nil || local == nil {
		return list, err
	}
	return list.reachableFrom(local)
}

// reachableFrom leaves the addresses of the local one's kind and version.
func (list addrList) reachableFrom(local Addr) (addrList, error) {
	from, _ := local.(ipAddr)
	var usable addrList
	for _, addr := range list {
		if addr.Network() != local.Network() {
			return nil, &AddrError{Err: "mismatched local address type", Addr: local.String()}
		}
		if from == nil {
			usable = append(usable, addr)
			continue
		}
		ip, to := from.ip().IP, addr.(ipAddr).ip().IP
		isWildcard := len(ip) == 0 || ip.IsUnspecified()
		if isWildcard || len(to) == 0 || to.IsUnspecified() || (ip.To4() != nil) == (to.To4() != nil) {
			usable = append(usable, addr)
		}
	}
	if len(usable) == 0 {
		return nil, &AddrError{Err: errNoSuitableAddress.Error(), Addr: local.String()}
	}
	return usable, nil
}

// internetAddrs returns what an address of a TCP, UDP or IP network stands for: one or more addresses.
func internetAddrs(ctx context.Context, lookup lookupFunc, network, address string) (addrList, error) {
	name, port := address, 0
	if network[0] != 'i' && address != "" {
		host, service, err := SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		if port, err = lookupPort(network, service); err != nil {
			return nil, err
		}
		name = host
	}
	make := func(ip IPAddr) Addr {
		switch network[0] {
		case 't':
			return &TCPAddr{IP: ip.IP, Port: port, Zone: ip.Zone}
		case 'u':
			return &UDPAddr{IP: ip.IP, Port: port, Zone: ip.Zone}
		}
		return &IPAddr{IP: ip.IP, Zone: ip.Zone}
	}
	if name == "" {
		return addrList{make(IPAddr{})}, nil
	}
	ips, err := lookup(ctx, network, name)
	if err != nil {
		return nil, err
	}
	if len(ips) == 1 && ips[0].IP.Equal(IPv6unspecified) {
		// "::" may as well be any IPv4 address.
		ips = append(ips, IPAddr{IP: IPv4zero})
	}
	var list addrList
	for _, ip := range ips {
		if suits(network, ip.IP) {
			list = append(list, make(ip))
		}
	}
	if len(list) == 0 {
		return nil, &AddrError{Err: errNoSuitableAddress.Error(), Addr: name}
	}
	return list, nil
}

// suits says whether an address is of the version that a network's name asks for.
func suits(network string, ip IP) bool {
	switch network[len(network)-1] {
	case '4':
		return ip.To4() != nil
	case '6':
		return len(ip) == IPv6len && ip.To4() == nil
	}
	return true
}
