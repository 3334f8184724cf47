package net

import (
	"context"
	"internal/nettrace"
	"net/netip"
)

// A Resolver looks up names and numbers: in the machine's files, then from its name servers.
type Resolver struct {
	// PreferGo is not used: there is no other way than this package's.
	PreferGo bool
	// StrictErrors makes a lookup fail when a part of it does, instead of returning what is known.
	StrictErrors bool
	// Dial connects to a name server; nil: as a Dialer does. A connection that is a PacketConn is for messages of UDP, any other
	// for those of TCP.
	Dial func(ctx context.Context, network, address string) (Conn, error)
}

// DefaultResolver is what the functions of the package use.
var DefaultResolver = &Resolver{}

// LookupHost returns the addresses of a host.
func LookupHost(host string) (addrs []string, err error) {
	return DefaultResolver.LookupHost(context.Background(), host)
}

// LookupHost returns the addresses of a host.
func (r *Resolver) LookupHost(ctx context.Context, host string) (addrs []string, err error) {
	ips, err := r.lookupIPAddr(ctx, "ip", host)
	for _, ip := range ips {
		addrs = append(addrs, ip.String())
	}
	return addrs, err
}

// LookupIP returns the addresses of a host.
func LookupIP(host string) ([]IP, error) {
	return DefaultResolver.LookupIP(context.Background(), "ip", host)
}

// LookupIP returns the addresses of a host, of the version that the network ip4 or ip6 asks for.
func (r *Resolver) LookupIP(ctx context.Context, network, host string) ([]IP, error) {
	addrs, err := r.lookupVersion(ctx, network, host)
	if err != nil {
		return nil, err
	}
	ips := make([]IP, len(addrs))
	for i, addr := range addrs {
		ips[i] = addr.IP
	}
	return ips, nil
}

// LookupIPAddr returns the addresses of a host.
func (r *Resolver) LookupIPAddr(ctx context.Context, host string) ([]IPAddr, error) {
	return r.lookupIPAddr(ctx, "ip", host)
}

// LookupNetIP is LookupIP with another type of address. IPv4 addresses may be in the form of IPv6.
func (r *Resolver) LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error) {
	addrs, err := r.lookupVersion(ctx, network, host)
	if err != nil {
		return nil, err
	}
	ips := make([]netip.Addr, 0, len(addrs))
	for _, addr := range addrs {
		if ip, ok := netip.AddrFromSlice(addr.IP); ok {
			ips = append(ips, ip.WithZone(addr.Zone))
		}
	}
	return ips, nil
}

func (r *Resolver) lookupVersion(ctx context.Context, network, host string) ([]IPAddr, error) {
	switch network {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	addrs, err := r.lookupIPAddr(ctx, network, host)
	if err != nil {
		return nil, err
	}
	var list []IPAddr
	for _, addr := range addrs {
		if suits(network, addr.IP) {
			list = append(list, addr)
		}
	}
	if len(list) == 0 {
		return nil, &AddrError{Err: errNoSuitableAddress.Error(), Addr: host}
	}
	return list, nil
}

// lookupIPAddr returns the addresses of a host. The network says which are wanted, but others may come too.
func (r *Resolver) lookupIPAddr(ctx context.Context, network, host string) ([]IPAddr, error) {
	if host == "" {
		return nil, notFound(noSuchHost, host, "")
	}
	if addr, ok := parseIPAddr(host); ok {
		return []IPAddr{addr}, nil
	}
	trace, _ := ctx.Value(nettrace.TraceKey{}).(*nettrace.Trace)
	if trace != nil && trace.DNSStart != nil {
		trace.DNSStart(host)
	}
	lookup := r.hostAddrs
	if alt, ok := ctx.Value(nettrace.LookupIPAltResolverKey{}).(func(context.Context, string, string) ([]IPAddr, error)); ok {
		lookup = alt
	}
	addrs, err := lookup(ctx, network, host)
	if trace != nil && trace.DNSDone != nil {
		list := make([]any, len(addrs))
		for i, addr := range addrs {
			list[i] = addr
		}
		trace.DNSDone(list, false, err)
	}
	return addrs, err
}

// parseIPAddr parses an address, perhaps with a zone, as programs write it in place of a name.
func parseIPAddr(text string) (addr IPAddr, ok bool) {
	if percent := indexByte(text, '%'); percent >= 0 && indexByte(text[:percent], ':') >= 0 {
		text, addr.Zone = text[:percent], text[percent+1:]
		if addr.Zone == "" {
			return addr, false
		}
	}
	addr.IP = ParseIP(text)
	return addr, addr.IP != nil
}
